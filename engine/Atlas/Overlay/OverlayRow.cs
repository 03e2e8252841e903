using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.Atlas.Overlay;

/// <summary>The cells of the current row; what is wrong goes on the list, and the next cell is read all the same.</summary>
internal sealed class OverlayRow(TableReader table, List<string> faults)
{
    public const int LongestWords = 300;

    public void Fault(string column, string reason) => faults.Add(table.Fault(column, reason).Message);

    /// <summary>Puts faults of this row on the list when others have been read as well.</summary>
    public Action<string, string> Later()
    {
        (string file, long line) = (table.File, table.Line);
        return (column, reason) => faults.Add(new TableException(file, line, column, reason).Message);
    }

    /// <summary>Empty where the table has no such column.</summary>
    public string Cell(string column) => table.IndexOf(column) is >= 0 and var at ? table[at].Trim() : "";

    /// <summary>A text that must be there.</summary>
    public string Text(string column)
    {
        string text = Cell(column);
        if (text.Length == 0)
        {
            Fault(column, "is empty");
        }

        return text;
    }

    /// <summary>A text people are shown that must be there, short enough for a page.</summary>
    public string Words(string column)
    {
        string text = Text(column);
        if (text.Length > LongestWords)
        {
            Fault(column, string.Create(CultureInfo.InvariantCulture, $"is longer than {LongestWords} characters"));
        }

        return text;
    }

    /// <summary>The same that may be empty.</summary>
    public string Optional(string column) => Cell(column).Length == 0 ? "" : Words(column);

    /// <summary>An https address without a name or a password in it.</summary>
    public string Address(string column)
    {
        string text = Text(column);
        bool isAddress = Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps
            && address.UserInfo.Length == 0 && text.StartsWith("https://", StringComparison.Ordinal) && !text.Any(char.IsWhiteSpace);
        if (text.Length > 0 && !isAddress)
        {
            Fault(column, $"\"{text}\" is not an https address");
        }

        return text;
    }

    public string Matching(string column, Regex pattern, string wanted)
    {
        string text = Text(column);
        if (text.Length > 0 && !pattern.IsMatch(text))
        {
            Fault(column, $"\"{text}\" is not {wanted}");
        }

        return text;
    }

    /// <summary>A number within bounds, or null for an empty cell.</summary>
    public double? Number(string column, double least, double most)
    {
        string text = Cell(column);
        if (text.Length == 0)
        {
            return null;
        }

        if (NumberCell.TryRead(text, out double number) && number >= least && number <= most)
        {
            return number;
        }

        Fault(column, string.Create(CultureInfo.InvariantCulture, $"\"{text}\" is no number {least}..{most}"));
        return null;
    }

    public int? Whole(string column, int least, int most)
    {
        double? number = Number(column, least, most);
        if (number is { } found && !double.IsInteger(found))
        {
            Fault(column, "is no whole number");
        }

        return (int?)number;
    }

    public ImmutableArray<string> Known(string column, HashSet<string> known, string noun)
    {
        ImmutableArray<string> codes =
            [.. Cell(column).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        foreach (string code in codes.Where(code => !known.Contains(code)))
        {
            Fault(column, $"the atlas has no {noun} \"{code}\"");
        }

        return codes;
    }
}
