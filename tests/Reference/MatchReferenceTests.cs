using System.CommandLine;
using System.Globalization;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Interests;
using Diagnostics.Scoring.Matching;
using Diagnostics.Tests.Scoring;
using Diagnostics.Web.Commands;

namespace Diagnostics.Tests.Reference;

/// <summary>Real respondents against 923 real occupations, laid beside R: r to 1e-10, codes and congruences exact.</summary>
public sealed class MatchReferenceTests
{
    private const double Tolerance = 1e-10;

    /// <summary>The reference's values have two decimals, so real ties exist and may be ordered by their last bit.</summary>
    private const double Tie = 1e-6;

    [ReferenceFact]
    public async Task The_verb_writes_the_top_twenty_beside_the_reference()
    {
        ReferenceTable expected = ReferenceTable.Read(ReferenceTable.OutsidePath("jobcannon_riasec60_occ_top20.ref.csv"));
        Dictionary<(string Id, string Soc), string[]> actual = (await MatchAsync("--top", "21")).ToDictionary(row => (row[0], row[2]));
        Assert.Equal(611 * 21, actual.Count);
        Assert.Equal(400, expected.Rows);
        for (int row = 0; row < expected.Rows; row++)
        {
            string[] fit = actual[(expected.Text(row, "id"), expected.Text(row, "soc"))];
            string what = $"{fit[0]}, {fit[2]}";
            double r = double.Parse(fit[4], CultureInfo.InvariantCulture);
            Agreement.Relative(expected.Number(row, "pearson_r"), r, Tolerance, what);
            Assert.Equal(expected.Text(row, "title"), fit[3]);
            Assert.Equal(
                ["person_code", "occ_code", "iachan_M", "c_index", "first_letter_hexdist"],
                expected.Columns[5..10]);
            Assert.Equal(expected.Columns[5..10].Select(column => expected.Text(row, column)), fit[5..10]);
            if (fit[1] != expected.Text(row, "rank"))
            {
                string rank = expected.Text(row, "rank");
                string[] there = actual.Values.Single(other => other[0] == fit[0] && other[1] == rank);
                Assert.True(Math.Abs(r - double.Parse(there[4], CultureInfo.InvariantCulture)) < Tie, what);
            }
        }
    }

    [ReferenceFact]
    public void Correlations_and_congruences_with_all_occupations_agree()
    {
        Occupations atlas = OccupationCsv.Read(ReferenceTable.OutsidePath("onet_interests_923.csv"));
        ReferenceTable expected = ReferenceTable.Read(ReferenceTable.OutsidePath("jobcannon_riasec60_occ_all923_first5.ref.csv"));
        Dictionary<string, double[]> profiles = Profiles();
        Assert.Equal(5 * 923, expected.Rows);
        Assert.Equal(923, atlas.Count);
        double[] r = new double[923];
        for (int row = 0; row < expected.Rows; row++)
        {
            double[] profile = profiles[expected.Text(row, "id")];
            int occupation = atlas.IndexOf(expected.Text(row, "soc"));
            atlas.Correlate(profile, r);
            Agreement.Relative(expected.Number(row, "pearson_r"), r[occupation], Tolerance, $"row {row}");
            var person = InterestCode.Of(profile);
            Assert.Equal(expected.Number(row, "iachan_M"), Congruence.IachanM(person, atlas[occupation].InterestCode));
            Assert.Equal(expected.Number(row, "c_index"), Congruence.CIndex(person, atlas[occupation].InterestCode));
        }
    }

    [ReferenceFact]
    public void The_edge_cases_agree_with_the_first_occupation()
    {
        Occupations atlas = OccupationCsv.Read(ReferenceTable.OutsidePath("onet_interests_923.csv"));
        ReferenceTable edges = ReferenceTable.Read(ReferenceTable.FreePath("edge_riasec.ref.csv"));
        double[] r = new double[923];
        for (int row = 0; row < edges.Rows; row++)
        {
            int at = row;
            atlas.Correlate([.. HollandCode.Letters.Select(letter => edges.Number(at, $"raw_{letter}"))], r);
            Agreement.Relative(edges.Number(row, "pearson_with_occ_row0"), r[0], Tolerance, $"case {row}");
            Assert.Equal(edges.Number(row, "pearson_is_undefined") == 1, double.IsNaN(r[0]));
        }
    }

    [ReferenceFact]
    public async Task Raw_and_standardised_lists_share_less_than_two_of_ten()
    {
        ILookup<string, string> raw = (await MatchAsync()).ToLookup(row => row[0], row => row[2]);
        ILookup<string, string> standardised = (await MatchAsync("--standardise")).ToLookup(row => row[0], row => row[2]);
        double shared = standardised.Average(list => (double)list.Intersect(raw[list.Key]).Count());
        Assert.Equal(1.6, shared, 0.05);
    }

    private static Dictionary<string, double[]> Profiles()
    {
        ReferenceTable table = ReferenceTable.Read(ReferenceTable.OutsidePath("jobcannon_riasec60_scale_scores.ref.csv"));
        return Enumerable.Range(0, table.Rows).ToDictionary(
            row => table.Text(row, "id"), row => HollandCode.Letters.Select(letter => table.Number(row, $"raw_{letter}")).ToArray());
    }

    /// <summary>Rows of the verb's result; commas inside titles become semicolons, as in the reference.</summary>
    private static async Task<List<string[]>> MatchAsync(params string[] more)
    {
        using ScratchFolder folder = new();
        string output = folder.PathOf("match.csv");
        string[] arguments =
        [
            "--profiles", ReferenceTable.OutsidePath("jobcannon_riasec60_scale_scores.ref.csv"),
            "--atlas", ReferenceTable.OutsidePath("onet_interests_923.csv"), "--out", output, .. more,
        ];
        using StringWriter messages = new();
        int exit = await MatchCommand.Create().Parse(arguments).InvokeAsync(new InvocationConfiguration { Error = messages });
        Assert.True(exit == 0, messages.ToString());
        Assert.Contains("611 respondents matched with 923 occupations", messages.ToString(), StringComparison.Ordinal);
        using TableReader table = TableReader.Open(output);
        Assert.Equal(
            "id,rank,soc,title,pearson_r,person_code,occ_code,iachan_M,c_index,first_letter_hexdist,person_tie",
            string.Join(',', table.Columns));
        List<string[]> rows = [];
        while (table.Read())
        {
            rows.Add([.. Enumerable.Range(0, table.Columns.Length).Select(column => table[column].Replace(',', ';'))]);
        }

        return rows;
    }
}
