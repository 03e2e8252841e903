using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Diagnostics.Engine.Exports;

/// <summary>A script of R, without packages, that reads data.csv of the working folder and says what the columns mean. Pure.</summary>
internal static class RScript
{
    public static string Of(ImmutableArray<ExportColumn> columns)
    {
        StringBuilder text = new();
        text.Append("# source(\"load.R\", encoding = \"UTF-8\") in the folder of data.csv; the table is then called answers.\n");
        text.Append("# Labels stand in attributes \"label\" and \"labels\", as package haven has them; with_factors(answers) makes factors of columns where every number has a word.\n\n");
        text.Append("texts <- ").Append(Vector(columns.Where(column => column.Kind == ColumnKind.Text).Select(column => Quoted(column.Name)))).Append("\n\n");
        text.Append("titles <- list(\n").AppendJoin(",\n", columns.Select(column => $"  {column.Name} = {Quoted(column.Label)}")).Append("\n)\n\n");
        text.Append("values <- list(\n").AppendJoin(",\n", columns.Where(column => !column.Values.IsEmpty).Select(column => $"  {column.Name} = {Labels(column)}")).Append("\n)\n\n");
        text.Append("factors <- ").Append(Vector(columns.Where(column => column.HasWordForEach).Select(column => Quoted(column.Name)))).Append('\n');
        text.Append("skipped <- ").Append(Vector(columns.Where(column => column.Skipped is not null).Select(column => $"{column.Name} = {Whole(column.Skipped!.Value)}"))).Append('\n');
        text.Append("not_given <- ").Append(Vector(columns.Where(column => column.NotGiven is not null).Select(column => $"{column.Name} = {Whole(column.NotGiven!.Value)}"))).Append('\n');
        text.Append("""

            heading <- names(read.csv("data.csv", nrows = 0, fileEncoding = "UTF-8"))
            answers <- read.csv("data.csv", fileEncoding = "UTF-8", na.strings = "", colClasses = ifelse(heading %in% texts, "character", "numeric"))
            stopifnot(identical(names(answers), names(titles)))
            # What was passed over becomes NA, as what was not come to is; passed_over keeps how many there were.
            passed_over <- sapply(names(skipped), function(name) sum(answers[[name]] == skipped[[name]], na.rm = TRUE))
            # Of a section whose tasks are chosen by the answers everybody was given some; what was not given is no question passed over.
            given <- sapply(names(not_given), function(name) sum(answers[[name]] != not_given[[name]], na.rm = TRUE))
            for (name in names(not_given)) answers[[name]][which(answers[[name]] == not_given[[name]])] <- NA
            for (name in names(skipped)) answers[[name]][which(answers[[name]] == skipped[[name]])] <- NA
            for (name in names(titles)) attr(answers[[name]], "label") <- titles[[name]]
            for (name in names(values)) attr(answers[[name]], "labels") <- values[[name]]

            with_factors <- function(table) {
              for (name in intersect(factors, names(table))) {
                table[[name]] <- factor(table[[name]], levels = values[[name]], labels = make.unique(names(values[[name]])))
                attr(table[[name]], "label") <- titles[[name]]
              }
              table
            }

            """.ReplaceLineEndings("\n"));
        return text.ToString();
    }

    private static string Labels(ExportColumn column) => Vector(column.Values.Select(value => $"{Quoted(value.Text)} = {Whole(value.Code)}"));

    private static string Vector(IEnumerable<string> parts) => $"c({string.Join(", ", parts)})";

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string text) =>
        $"\"{text.ReplaceLineEndings(" ").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
