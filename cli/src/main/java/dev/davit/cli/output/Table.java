package dev.davit.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Columns of text without a frame, so that {@code awk} and people can read them. */
public final class Table<T> {

    private record Column<T>(String title, Function<T, String> value) {}

    private final List<Column<T>> columns = new ArrayList<>();

    public Table<T> column(String title, Function<T, String> value) {
        columns.add(new Column<>(title, value));
        return this;
    }

    /** The heading and a line for each row; cells without a value show a dash. */
    public List<String> lines(List<T> rows, Style style) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(columns.stream().map(column -> style.bold(column.title)).toList());
        for (T row : rows) {
            cells.add(columns.stream()
                    .map(column -> style.state(Text.safe(column.value.apply(row))))
                    .map(cell -> cell.isEmpty() ? "-" : cell)
                    .toList());
        }
        int[] widths = IntStream.range(0, columns.size())
                .map(at -> cells.stream()
                        .mapToInt(line -> Text.columns(line.get(at)))
                        .max()
                        .orElse(0))
                .toArray();
        return cells.stream()
                .map(line -> IntStream.range(0, line.size())
                        .mapToObj(at -> at == line.size() - 1 ? line.get(at) : Text.pad(line.get(at), widths[at]))
                        .collect(Collectors.joining("  ")))
                .toList();
    }
}
