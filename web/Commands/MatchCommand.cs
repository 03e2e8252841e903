using System.CommandLine;
using System.Globalization;
using Diagnostics.Engine.Atlas;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Matching;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Web.Commands;

/// <summary><c>match</c>: a table of interest scores and an atlas to each respondent's best occupations.</summary>
internal static class MatchCommand
{
    private static readonly Option<string?> Profiles = new("--profiles")
    {
        Description = "CSV with id and raw_R, raw_I, raw_A, raw_S, raw_E, raw_C, as score writes it; other columns are ignored.",
    };

    private static readonly Option<string?> Atlas = new("--atlas")
    {
        Description = "CSV with soc,R,I,A,S,E,C,title, other columns ignored; or the id of a built-in atlas (russia), whose "
            + "profession codes then stand in soc.",
    };

    private static readonly Option<int> Top = CountOption("--top", "Occupations a respondent, 1 to 1000.", 10);

    private static readonly Option<bool> Standardise = new("--standardise")
    {
        Description = "Centre and scale the atlas over itself and the respondents over the file's own complete rows. "
            + "You say that persons are comparable on these columns. Otherwise plain Pearson on raw scores, for comparison: the two share few.",
    };

    private static readonly Option<string?> Norms = new("--norms")
    {
        Description = "Norm file with the scales R I A S E C: standardise over its whole group instead of the file's own rows.",
    };

    public static Command Create()
    {
        Command command = new(
            "match",
            "List the occupations whose interests are most like each respondent's (Pearson's r), with the congruence of the codes.\n"
            + "Example: diagnostics match --profiles examples/riasec_profiles.csv --atlas russia --top 10 --standardise --out occupations.csv")
        {
            Profiles, Atlas, Top, Standardise, Norms, Research.Id, Research.Out, Research.Excel,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(Profiles) is null)
            {
                result.AddError("Give --profiles.");
            }

            if (result.GetResult(Atlas) is null)
            {
                result.AddError("Give --atlas FILE.csv, or the id of a built-in atlas (russia).");
            }
        });
        Research.RefuseOverwriting(command, [Research.Out], Profiles, Atlas, Norms);
        command.SetAction((parsed, cancellation) =>
            Research.RunAsync(parsed, progress => Match(parsed, progress, cancellation), cancellation));
        return command;
    }

    private static Option<int> CountOption(string name, string description, int usual)
    {
        Option<int> option = new(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            // What is no number at all is told by the parser.
            if (result.Tokens is [{ Value: var given }] && int.TryParse(given, CultureInfo.InvariantCulture, out int count)
                && count is < 1 or > MatchTable.MostOccupations)
            {
                result.AddError($"{name} is 1 to {MatchTable.MostOccupations}.");
            }
        });
        return option;
    }

    private static string Match(ParseResult parsed, IProgress<double> progress, CancellationToken cancellation)
    {
        Occupations atlas = OccupationsOf(parsed.GetValue(Atlas)!);
        NormSet? norms = parsed.GetValue(Norms) is { } file ? Research.ReadNorms(file) : null;
        MatchTable table = new(parsed.GetValue(Profiles)!, atlas, new MatchTableOptions
        {
            Id = parsed.GetValue(Research.Id),
            Top = parsed.GetValue(Top),
            Standardise = parsed.GetValue(Standardise),
            Norms = norms,
            Excel = parsed.GetValue(Research.Excel),
        });
        MatchTally tally = Research.Write(parsed, parsed.GetValue(Research.Out), output => table.Run(output, progress, cancellation));
        return Describe(tally, atlas.Count, norms);
    }

    private static Occupations OccupationsOf(string name) =>
        !File.Exists(name) && AtlasLibrary.LoadBuiltIn().Find(name) is { } atlas
            ? Occupations.Create(atlas.Professions.Select(one => new Occupation(one.Code, one.Title, one.Interests, one.Sector)))
            : OccupationCsv.Read(name);

    private static string Describe(MatchTally tally, int occupations, NormSet? norms)
    {
        string group = norms is null
            ? $"the file's own {tally.Reference} complete profiles"
            : $"the {tally.Reference} respondents of {norms.Origin.Id} {norms.Origin.Version}";
        string terms = tally.Reference switch
        {
            null => "plain Pearson on raw scores",
            < NormTable.FrozenCount => $"standardised over {group}, a group too small to stand for others, and over the atlas",
            _ => $"standardised over {group} and over the atlas",
        };
        string all = $"{tally.Rows} respondents matched with {occupations} occupations, {terms}.";
        return tally.WithoutList == 0 ? all : $"{all} {tally.WithoutList} have no list: a flat profile or a missing score.";
    }
}
