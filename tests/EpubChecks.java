/** Runs EPUBCheck over many EPUBs in one process: it takes seconds to start, and less than one for each. */
public class EpubChecks {
    public static void main(String[] files) {
        int wrong = 0;
        for (String file : files) {
            wrong |= new com.adobe.epubcheck.tool.EpubChecker()
                .run(new String[] {file, "--failonwarnings", "--quiet"});
        }
        System.exit(wrong);
    }
}
