using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Norms;
using Diagnostics.Scoring.Norms;

namespace Diagnostics.Web.Commands;

/// <summary><c>norms</c>: a table of responses, or of ready scores, to norms: a file for <c>score --norms</c>, or tables to read.</summary>
internal static class NormsCommand
{
    private const string UsualId = "norms";

    private static readonly Option<string?> Raw = new("--raw")
    {
        Description = "Column of ready whole scores, instead of --instrument or --key. You say that persons are comparable on it.",
    };

    private static readonly Option<int> Min = new("--min")
    {
        Description = "Lowest possible score of --raw; the lowest of the file if not given.",
    };

    private static readonly Option<int> Max = new("--max")
    {
        Description = "Highest possible score of --raw; the highest of the file if not given.",
    };

    private static readonly Option<string?> By = new("--by")
    {
        Description = "Group columns, e.g. grade,sex,region; the last one is dropped first when a group is too small. "
            + "For reports to children: grade. Norms by sex change advice; use them in research only.",
    };

    private static readonly Option<bool> Smooth = new("--smooth")
    {
        Description = "Smooth the frequencies log-linearly, degree 4: mean, variance, skewness and kurtosis are kept.",
    };

    private static readonly Option<int> Least = new("--least")
    {
        Description = "Fewest respondents of a group that is used for a person.",
        DefaultValueFactory = _ => new NormSettings().LeastN,
    };

    private static readonly Option<bool> Normalised = new("--normalised")
    {
        Description = "Say in the norm file that T and sten come from the percentile, not from (x - mean)/SD.",
    };

    private static readonly Option<string?> NormId = new("--norm-id")
    {
        Description = "Identifier of the norms (lower-case letters, digits, hyphens); the name of --out if that is one, otherwise norms.",
    };

    private static readonly Option<string> NormVersion = new("--norm-version")
    {
        Description = "Version of the norms; other numbers are another version.",
        DefaultValueFactory = _ => "1.0.0",
    };

    private static readonly Option<string?> Source = new("--source")
    {
        Description = "Where the respondents come from, in words; the name of the response file if not given.",
    };

    private static readonly Option<string?> Out = new("--out")
    {
        Description = "X.json: norms for score --norms; X.csv: tables, a row for every score and group. "
            + "Standard output as JSON if not given.",
    };

    public static Command Create()
    {
        Command command = Research.Keyed(
            "norms",
            "Make norms of a CSV of responses or ready scores: percentiles, T, stens and stanines, by group.\n"
            + "Example: diagnostics norms --key examples/riasec12_key.csv --responses examples/riasec12_responses.csv --out norms.csv",
            Raw, Min, Max, By, Smooth, Least, Normalised, NormId, NormVersion, Source, Out, Research.Excel);
        command.Validators.Add(CheckSource);
        command.Validators.Add(CheckForm);
        Research.RefuseOverwriting(command, [Out], Research.Responses, Research.Key, Research.InstrumentName);
        command.SetAction((parsed, cancellation) =>
            Research.RunAsync(parsed, progress => Make(parsed, progress, cancellation), cancellation));
        return command;
    }

    private static void CheckSource(CommandResult result)
    {
        int keys = new Option[] { Research.InstrumentName, Research.Key, Raw }.Count(option => result.GetResult(option) is not null);
        if (keys != 1)
        {
            result.AddError("Give one of --instrument, --key and --raw.");
        }

        if (result.GetResult(Research.Responses) is null)
        {
            result.AddError("Give --responses.");
        }

        if (result.GetResult(Raw) is null && (result.GetResult(Min) is not null || result.GetResult(Max) is not null))
        {
            result.AddError("--min and --max go with --raw; a key has its own bounds.");
        }

        // Values that do not parse are told by the parser.
        if (Whole(result, Min) is { } least && Whole(result, Max) is { } most && least > most)
        {
            result.AddError($"--min {least} is above --max {most}.");
        }
    }

    private static ImmutableArray<string> Columns(string? by) =>
        [.. (by ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static int? Given(ParseResult parsed, Option<int> option) =>
        parsed.GetResult(option) is null ? null : parsed.GetValue(option);

    private static int? Whole(CommandResult result, Option option) =>
        result.GetResult(option) is { Tokens: [var given] } && int.TryParse(given.Value, CultureInfo.InvariantCulture, out int whole)
            ? whole
            : null;

    private static void CheckForm(CommandResult result)
    {
        if (Path.GetExtension(result.GetValue(Out)) is { Length: > 0 } form && !IsForm(form, ".csv") && !IsForm(form, ".json"))
        {
            result.AddError("--out ends with .json or .csv.");
        }

        if (Columns(result.GetValue(By)).GroupBy(column => column, StringComparer.Ordinal).Any(column => column.Count() > 1))
        {
            result.AddError("--by names a column twice.");
        }

        if (Whole(result, Least) < 1)
        {
            result.AddError("--least is at least 1.");
        }

        if (result.GetValue(NormId) is { } id && !NormFile.IsId(id))
        {
            result.AddError("--norm-id has lower-case letters, digits and hyphens.");
        }

        if (result.GetResult(NormVersion) is not null && !NormFile.IsVersion(result.GetValue(NormVersion) ?? ""))
        {
            result.AddError("--norm-version is a version like 1.0.0.");
        }

        if (result.GetValue(Source) is { } source && !NormFile.IsSource(source))
        {
            result.AddError("--source is too long for a norm file.");
        }
    }

    private static string Make(ParseResult parsed, IProgress<double> progress, CancellationToken cancellation)
    {
        ImmutableArray<string> by = Columns(parsed.GetValue(By));
        NormSample sample = parsed.GetValue(Raw) is { } column
            ? new ReadyNormCount(parsed.GetValue(Research.Responses)!, column, by)
            {
                Lowest = Given(parsed, Min),
                Highest = Given(parsed, Max),
                Lenient = parsed.GetValue(Research.Lenient),
            }.Count(progress, cancellation)
            : new KeyedNormCount(Research.SourceOf(parsed), by).Count(progress, cancellation);
        NormSet norms = sample.Gathered.ToNorms(OriginOf(parsed), new NormSettings
        {
            LeastN = parsed.GetValue(Least),
            Method = parsed.GetValue(Normalised) ? NormMethod.Normalised : NormMethod.Linear,
            SmoothingDegree = parsed.GetValue(Smooth) ? NormSettings.UsualDegree : null,
        });
        string? file = parsed.GetValue(Out);
        RefuseOtherNumbers(file, norms);
        Research.Write(parsed, file, output =>
        {
            Write(parsed, norms, IsForm(Path.GetExtension(file), ".csv"), output);
            return norms;
        });
        string provisional = norms.Everybody.IsFrozen
            ? ""
            : $" Provisional: fewer than {NormTable.FrozenCount} complete respondents on a scale.";
        return Research.Describe(sample.Tally, "counted") + sample.Remarks + provisional;
    }

    /// <summary>Norms of one id and version are one set of numbers for good: what was made with them must be found again.</summary>
    private static void RefuseOtherNumbers(string? file, NormSet norms)
    {
        if (!IsForm(Path.GetExtension(file), ".json") || !File.Exists(file))
        {
            return;
        }

        NormSet? earlier = NormFile.Read(File.ReadAllBytes(file)).Norms;
        bool isSameName = earlier is not null
            && (earlier.Origin.Id, earlier.Origin.Version) == (norms.Origin.Id, norms.Origin.Version);
        if (isSameName && Numbers(earlier!) != Numbers(norms))
        {
            throw new ArgumentException(
                $"{file} holds {norms.Origin.Id} {norms.Origin.Version} with other numbers; norms do not change: give another --norm-version.");
        }
    }

    /// <summary>The file without when and from what it was made.</summary>
    private static string Numbers(NormSet norms)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        NormFile.Write(norms, text);
        JsonObject file = JsonNode.Parse(text.ToString())!.AsObject();
        file.Remove("created");
        file.Remove("source");
        return file.ToJsonString();
    }

    private static void Write(ParseResult parsed, NormSet norms, bool asTables, TextWriter output)
    {
        if (!asTables)
        {
            NormFile.Write(norms, output);
            return;
        }

        bool isReady = parsed.GetValue(Raw) is not null;
        bool isPlain = norms.By.IsEmpty && norms.Settings.SmoothingDegree is null;
        new NormCsv(norms, namesScale: !isReady || isPlain).Write(output, parsed.GetValue(Research.Excel));
    }

    private static NormOrigin OriginOf(ParseResult parsed)
    {
        string named = Path.GetFileNameWithoutExtension(parsed.GetValue(Out) ?? "");
        string id = parsed.GetValue(NormId) ?? (NormFile.IsId(named) ? named : UsualId);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        DateTimeOffset created = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        string source = parsed.GetValue(Source) ?? Path.GetFileName(parsed.GetValue(Research.Responses)!);
        return new NormOrigin(id, parsed.GetValue(NormVersion)!, created, source);
    }

    private static bool IsForm(string? extension, string wanted) => string.Equals(extension, wanted, StringComparison.OrdinalIgnoreCase);
}
