package dev.davit.simulator;

import java.util.ArrayList;
import java.util.List;

/** Takes a shell line apart that consists of plain and quoted words only. */
final class ShellWords {
    private ShellWords() {}

    static List<String> of(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean open = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\'') {
                int end = line.indexOf('\'', i + 1);
                word.append(line, i + 1, end);
                open = true;
                i = end;
            } else if (c == '\\') {
                word.append(line.charAt(++i));
                open = true;
            } else if (c == ' ') {
                if (open) {
                    words.add(word.toString());
                    word.setLength(0);
                    open = false;
                }
            } else {
                word.append(c);
                open = true;
            }
        }
        if (open) {
            words.add(word.toString());
        }
        return words;
    }
}
