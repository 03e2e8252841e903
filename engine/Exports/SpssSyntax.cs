using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Diagnostics.Engine.Exports;

/// <summary>Syntax of SPSS that reads data.csv of its folder and says what the columns mean. Pure.</summary>
internal static class SpssSyntax
{
    /// <summary>What SPSS takes, in bytes of UTF-8.</summary>
    private const int LongestLabel = 255;

    private const int LongestValueLabel = 120;

    public static string Of(ImmutableArray<ExportColumn> columns)
    {
        StringBuilder text = new();
        text.Append("* Encoding: UTF-8.\n* In the folder of data.csv: CD 'folder'. , then run all of it.\nSET DECIMAL=DOT.\n\n");
        text.Append("GET DATA\n  /TYPE=TXT\n  /FILE='data.csv'\n  /ENCODING='UTF8'\n  /ARRANGEMENT=DELIMITED\n  /DELCASE=LINE\n  /DELIMITERS=\",\"\n  /QUALIFIER='\"'\n  /FIRSTCASE=2\n  /VARIABLES=\n");
        text.AppendJoin('\n', columns.Select(column => $"    {column.Name} {FormatOf(column.Kind)}")).Append(".\n\n");
        text.Append("VARIABLE LABELS\n").AppendJoin('\n', columns.Select(column => $"  {column.Name} {Quoted(column.Label, LongestLabel)}")).Append(".\n");
        foreach (ExportColumn column in columns.Where(column => !ValuesOf(column).IsEmpty))
        {
            text.Append(CultureInfo.InvariantCulture, $"\nVALUE LABELS {column.Name}\n").AppendJoin('\n', ValuesOf(column).Select(value => $"  {Whole(value.Code)} {Quoted(value.Text, LongestValueLabel)}")).Append('.');
        }

        text.Append('\n');
        foreach (IGrouping<string, ExportColumn> same in columns.Where(column => !column.NoAnswers.IsEmpty).GroupBy(column => string.Join(", ", column.NoAnswers.Select(value => Whole(value.Code)))))
        {
            text.Append("\nMISSING VALUES\n").AppendJoin('\n', same.Select(column => $"  {column.Name}")).Append(CultureInfo.InvariantCulture, $"\n  ({same.Key}).\n");
        }

        text.Append("\nVARIABLE LEVEL\n").AppendJoin('\n', columns.Select(column => $"  {(column == columns[0] ? "" : "/")}{column.Name} ({LevelOf(column)})")).Append(".\nEXECUTE.\n");
        return text.ToString();
    }

    private static ImmutableArray<ValueLabel> ValuesOf(ExportColumn column) => [.. column.Values, .. column.NoAnswers];

    private static string FormatOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Text => "A255",
        ColumnKind.Whole => "F12.0",
        ColumnKind.Number => "F16.6",
    };

    private static string LevelOf(ExportColumn column) => column switch
    {
        { Kind: ColumnKind.Text } => "NOMINAL",
        { Role: ColumnRole.Time or ColumnRole.Raw or ColumnRole.Answered or ColumnRole.NotReached or ColumnRole.Ability or ColumnRole.AbilityError } or { Values.IsEmpty: true } => "SCALE",
        { Role: ColumnRole.Answer } => "ORDINAL",
        _ => "NOMINAL",
    };

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string text, int most)
    {
        string line = text.ReplaceLineEndings(" ");
        while (Encoding.UTF8.GetByteCount(line) > most)
        {
            line = line[..^(char.IsLowSurrogate(line[^1]) ? 2 : 1)];
        }

        return $"'{line.Replace("'", "''", StringComparison.Ordinal)}'";
    }
}
