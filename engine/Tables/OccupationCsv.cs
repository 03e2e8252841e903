using System.Collections.Immutable;
using Diagnostics.Scoring.Interests;
using Diagnostics.Scoring.Matching;

namespace Diagnostics.Engine.Tables;

/// <summary>Reads an atlas: soc, R, I, A, S, E, C, title. Further columns are ignored.</summary>
public static class OccupationCsv
{
    private static readonly ImmutableArray<string> Letters = [.. HollandCode.Letters.Select(letter => letter.ToString())];

    /// <summary>Reads the file.</summary>
    /// <exception cref="TableException">
    /// A column is absent, a cell is no number, a code is empty or repeats, or there are no rows.
    /// </exception>
    public static Occupations Read(string file)
    {
        using TableReader table = TableReader.Open(file);
        string[] absent = [.. Letters.Append("soc").Append("title").Where(name => table.IndexOf(name) < 0)];
        if (absent.Length > 0)
        {
            throw table.Fault(null, $"no column {string.Join(", ", absent)}; an atlas has soc,{string.Join(",", Letters)},title");
        }

        int code = table.IndexOf("soc");
        int title = table.IndexOf("title");
        int[] values = [.. Letters.Select(table.IndexOf)];
        Dictionary<string, Occupation> occupations = new(StringComparer.Ordinal);
        while (table.Read())
        {
            string soc = KeyCsv.Text(table, code);
            ImmutableArray<double> six = [.. values.Select(place => NumberCell.Read(table, place))];
            if (six.IndexOf(double.NaN) is >= 0 and int blank)
            {
                throw table.Fault(Letters[blank], "is empty");
            }

            if (!occupations.TryAdd(soc, new Occupation(soc, table[title].Trim(), six)))
            {
                throw table.Fault("soc", $"occupation {soc} is in the atlas already");
            }
        }

        return occupations.Count > 0 ? Occupations.Create(occupations.Values) : throw table.Fault(null, "the atlas has no rows");
    }
}
