"""English words that begin or end no term: of grammar, of conversation, and nouns too general to define.

A word that is missing here costs a poor suggestion; one too many hides a term. So the verbs, adjectives and
adverbs are those that people say all day, and what fields make terms of (`open`, `state`) is not here.
"""

# May stand inside a term: proof of concept, human in the loop, end to end, track two diplomacy.
CONNECTIVES = frozenset("in of the to two three".split())
STOP_WORDS = CONNECTIVES | frozenset(
    """
    a able about above absolutely across actual actually add added adding after afterwards again against
    ago ahead ain all allow allows almost alone along already also although always am amazing among an
    and another any anybody anymore anyone anything anyway anywhere apart april are aren around as aside
    ask asked asking at august away awesome back bad basic basically be became because become becomes
    becoming been before began begin behind being believe below beside besides best better between beyond
    big bigger biggest billion bit blog both bring brings broad brought build building built but buy by
    bye call called calling came can cannot care certain certainly change changed changing check choose
    christmas clap clear clearly co come comes coming common complete completely consider continue cool
    correct could couldn couple crazy create created creating current currently d deal december decide
    definitely depending depends despite develop developed did didn different difficult dive do does
    doesn doing don done down dozen dr drive dug during each early easier easily easy eight either else
    end ended ends enjoy enough entire especially essentially etc even ever every everybody everyone
    everything everywhere exact exactly except excited exciting explain extra extremely fair fairly
    fantastic far faster favorite february feel feels felt few fewer fifty figure figured final finally
    find finding finds fine first five focus focused follow followed following for forget former forty
    forward found four free friday from full fully fun funny further gave general generally get gets
    getting give given gives giving go goes going gone gonna good goodbye got gotta gotten great greater
    greatest guess had hadn half happen happened happening happens hard harder hardly has hasn have haven
    having he hear heard help helped helpful helping helps hence her here hers herself hey hi high higher
    him himself his hope hopefully how however huge hundred i if ii iii imagine important include
    included includes including incredible incredibly indeed initial initially instead interested
    interesting into involved is isn it its itself january join july june just keep keeps kind kinda knew
    know knowing known knows large larger largest last late later latest laugh laughs laughter learn
    learned least leave led left less let lets like likely listen listening literally little ll long
    longer look looked looking looks lose lot lots love loved loves low lower m made main major make
    makes making many march massive may maybe me mean means mention mentioned might million mine monday
    more moreover most mostly move moved moving mr mrs ms much multiple must mustn my myself namely near
    nearly necessarily necessary need needed needn needs neither never nevertheless new newer next nice
    nine no nobody none nor normal normally not nothing notice november now nowhere obviously october off
    offer often oh ok okay old older on once one ones only onto opposed or original other others
    otherwise ought our ours ourselves out outside over overall own particular particularly pay per
    perfect perhaps personal play playing plays please plus pm point pointed pretty previous previously
    probably proper provide pull put puts putting quick quickly quite ran rather re reach read reading
    ready real really recent recently regular related relevant remember right run running runs s said
    same saturday saw say saying says second see seeing seem seemed seems seen send sent separate
    september serious set sets setting seven several shall shan share shared she short should shouldn
    shout show showed shows significant similar similarly simple simply since single sit sitting six
    slightly slow small smaller so solve solving some somebody somehow someone something sometimes
    somewhat somewhere soon sort sorts sound sounds speak speaking special specific specifically spend
    spent start started starting starts stay step stick still stop stopped stuff such sunday super
    suppose supposed sure t take taken takes taking talk talked talking talks tell telling ten tend
    terrible than thank thanks that thats their theirs them themselves then there thereby therefore these
    they thing things think thinking thinks third thirty this those though thought thousand three through
    throughout throw thursday thus till tiny together told too took total totally tough toward towards
    traditional tried tries true truly trust try trying tuesday turn turned turns twenty two typical
    typically under understand understanding unique unless until up upon us use used useful uses using
    usual usually various vast ve very via wait walk wanna want wanted wants was wasn watch way ways we
    wednesday welcome well went were weren what whatever when whenever where whereas wherever whether
    which whichever while who whoever whole whom whose why wide will with within without won wonder
    wondered wonderful wondering work worked working works worry worth would wouldn write writing written
    wrong wrote yeah yep yes yet you your yours yourself yourselves zero
    """.split()
)
# May begin a term (state actor, case law, project management) and end none.
GENERAL_NOUNS = frozenset(
    """
    advice amount answer answers approach area areas aspect aspects background beginning book books case
    cases ceo chance choice comment community companies company concept context conversation
    conversations course cto day days decade decades detail details difference differences direction
    discussion effort episode episodes example examples experience experiences eye fact family field
    fields folk folks form friend friends front future goal goals group groups guest guests guy guys hand
    hands head home hour hours house idea ideas impact individual industry information interest issue
    issues item items job jobs journey kid kids kinds level levels life line link list lives man matter
    meaning middle min mind minute minutes moment moments money month months morning mouth name names
    nature night note notes number numbers opportunities opportunity option options order page part parts
    past people person persons perspective phrase piece pieces place places plan points position
    possibility practical present problem problems process product project projects purpose question
    questions reason reasons rest result results role room scale scenario sense shape side sides
    situation situations size space spaces speed status stories story subject success task tasks team
    teams term terms time times today tomorrow tonight tool tools topic topics tv type types uk un usa
    value version week weekend weeks woman women word words world worlds year years yesterday
    """.split()
)
