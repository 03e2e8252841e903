using System.Collections.Immutable;
using System.CommandLine;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Web.Commands;

/// <summary><c>score</c>: a table of responses and an instrument, or a bare key, to a table of scores.</summary>
internal static class ScoreCommand
{
    private static readonly Option<bool> Indices = new("--indices") { Description = "Add the interest indices (scales R I A S E C)." };

    private static readonly Option<bool> Quality = new("--quality")
    {
        Description = "Add the response quality of the rated items: runs of equal answers, IRV, even-odd, Mahalanobis distance. "
            + "Reads the file twice; the order of its columns is taken as the order of asking.",
    };

    private static readonly Option<string?> Norms = new("--norms")
    {
        Description = "Norm file of the verb norms: adds T_, pr_, sten_SCALE, norm_level, norm_id, norm_n and norm_clamped.",
    };

    private static readonly Option<bool> Normalised = new("--normalised")
    {
        Description = "T_ and sten_ from the percentile instead of (x - mean)/SD; also when the norm file says so.",
    };

    public static Command Create()
    {
        Command command = Research.Keyed(
            "score",
            "Score a CSV of responses: raw_SCALE and n_SCALE for every scale.\n"
            + "Example: diagnostics score --key examples/riasec12_key.csv --responses examples/riasec12_responses.csv --indices",
            Norms, Normalised, Indices, Quality, Research.Out, Research.Excel);
        Research.RequireKeyed(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Norms) is null && result.GetValue(Normalised))
            {
                result.AddError("--normalised needs --norms.");
            }
        });
        Research.RefuseOverwriting(command, [Research.Out], Research.Responses, Research.Key, Research.InstrumentName, Norms);
        command.SetAction((parsed, cancellation) =>
            Research.RunAsync(parsed, progress => Score(parsed, progress, cancellation), cancellation));
        return command;
    }

    private static string Score(ParseResult parsed, IProgress<double> progress, CancellationToken cancellation)
    {
        ResponseSource source = Research.SourceOf(parsed);
        NormSet? norms = parsed.GetValue(Norms) is { } file ? Research.ReadNorms(file) : null;
        int passes = parsed.GetValue(Quality) ? 2 : 1;
        ImmutableArray<ScoreColumns> columns =
            Columns(parsed, source, norms, new PartOfProgress(progress, pass: 0, passes), cancellation);
        ScoreTable table = new(source, new ScoreTableOptions { Columns = columns, Excel = parsed.GetValue(Research.Excel) });
        PartOfProgress last = new(progress, passes - 1, passes);
        ResponseTally tally = Research.Write(parsed, parsed.GetValue(Research.Out), output => table.Run(output, last, cancellation));
        return Research.Describe(tally, "scored") + Describe(norms, columns) + Caution(source.Keyed.Key);
    }

    private static string Caution(ScoringKey key)
    {
        string[] ipsative = [.. key.Scales.OfType<IpsativeScale>().Select(scale => scale.Id)];
        return ipsative.Length == 0
            ? ""
            : $" Ipsative, so they rank within a person and compare nobody: {string.Join(", ", ipsative)}.";
    }

    private static ImmutableArray<ScoreColumns> Columns(
        ParseResult parsed, ResponseSource source, NormSet? norms, IProgress<double> firstPass, CancellationToken cancellation)
    {
        ImmutableArray<ScoreColumns>.Builder columns = ImmutableArray.CreateBuilder<ScoreColumns>();
        if (norms is not null)
        {
            bool isNormalised = parsed.GetValue(Normalised) || norms.Settings.Method == NormMethod.Normalised;
            columns.Add(NormColumns.Find(norms, source, isNormalised ? NormMethod.Normalised : NormMethod.Linear));
        }

        if (parsed.GetValue(Indices))
        {
            columns.Add(new IndexColumns(source.Keyed.Key));
        }

        if (parsed.GetValue(Quality))
        {
            columns.Add(QualityColumns.Prepare(source, firstPass, cancellation));
        }

        return columns.ToImmutable();
    }

    private static string Describe(NormSet? norms, ImmutableArray<ScoreColumns> columns)
    {
        if (norms is null)
        {
            return "";
        }

        string name = $" Norms: {norms.Origin.Id} {norms.Origin.Version}";
        string without = columns.OfType<NormColumns>().Single().WithoutNorms is { IsEmpty: false } scales
            ? $" No norms for {string.Join(", ", scales)}."
            : "";
        return norms.Everybody.IsFrozen
            ? $"{name}.{without}"
            : $"{name}, provisional: fewer than {NormTable.FrozenCount} respondents on a scale.{without}";
    }
}
