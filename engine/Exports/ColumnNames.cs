using System.Globalization;

namespace Diagnostics.Engine.Exports;

/// <summary>Names that SPSS, R and spreadsheets all take: each is given once. For one thread.</summary>
internal sealed class ColumnNames
{
    private const int Longest = 60;

    /// <summary>Words of the syntax of SPSS.</summary>
    private static readonly string[] Reserved = ["all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"];

    private readonly HashSet<string> _given = new(Reserved, StringComparer.OrdinalIgnoreCase);

    public string Give(string wanted)
    {
        string plain = new([.. wanted.Select(sign => char.IsAsciiLetterOrDigit(sign) ? sign : '_')]);
        string name = char.IsAsciiLetter(plain[0]) ? plain : $"v{plain}";
        string cut = name.Length <= Longest ? name : name[..Longest];
        for (int number = 2; !_given.Add(cut); number++)
        {
            string end = string.Create(CultureInfo.InvariantCulture, $"_{number}");
            cut = name[..Math.Min(name.Length, Longest - end.Length)] + end;
        }

        return cut;
    }
}
