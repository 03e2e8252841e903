using System.CommandLine;
using System.Text;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Web.Commands;

/// <summary><c>score</c>: a table of responses and an instrument, or a bare key, to a table of scores.</summary>
internal static class ScoreCommand
{
    private static readonly Option<string?> InstrumentName = new("--instrument")
    {
        Description = "Id of a built-in instrument, or an instrument file; the response columns are its item ids.",
    };

    private static readonly Option<string?> Key = new("--key")
    {
        Description = "A bare key: CSV with item,scale,min,max,reverse, or for pairs pair,option,type (pair 1 is the response column p1).",
    };

    private static readonly Option<string> Responses = new("--responses")
    {
        Description = "CSV with a header of item ids; an empty cell is a missing answer; other columns are passed through.",
        Required = true,
    };

    private static readonly Option<string?> Out = new("--out") { Description = "File for the scores; standard output if not given." };
    private static readonly Option<string?> Id = new("--id") { Description = "Column of the identifier, written first. Usually id." };
    private static readonly Option<bool> Indices = new("--indices") { Description = "Add the interest indices (scales R I A S E C)." };
    private static readonly Option<bool> Lenient = new("--lenient")
    {
        Description = "Count answers outside their range and take them as missing, instead of stopping at the first.",
    };

    private static readonly Option<bool> Excel = new("--excel") { Description = "Write for Excel: BOM, semicolons, decimal commas." };

    public static Command Create()
    {
        Command command = new(
            "score",
            "Score a CSV of responses: raw_SCALE and n_SCALE for every scale.\n"
            + "Example: diagnostics score --key examples/riasec12_key.csv --responses examples/riasec12_responses.csv --indices")
        {
            InstrumentName, Key, Responses, Out, Id, Indices, Lenient, Excel,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(InstrumentName) is null == result.GetResult(Key) is null)
            {
                result.AddError("Give either --instrument or --key.");
            }
        });
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        TextWriter messages = parsed.InvocationConfiguration.Error;
        try
        {
            KeyedItems keyed = parsed.GetValue(Key) is { } key ? KeyCsv.Read(key) : ReadInstrument(parsed.GetValue(InstrumentName)!);
            ScoreTable table = new(keyed, new ScoreTableOptions
            {
                Id = parsed.GetValue(Id),
                Indices = parsed.GetValue(Indices),
                Lenient = parsed.GetValue(Lenient),
                Excel = parsed.GetValue(Excel),
            });
            ScoreTally tally = await ProgressBar.RunAsync(
                "score", progress => Write(table, parsed, progress, cancellation), TimeProvider.System, cancellation);
            await messages.WriteLineAsync(Describe(tally));
            return ExitCode.Success;
        }
        catch (Exception refusal) when (refusal is TableException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            await messages.WriteLineAsync(refusal.Message);
            return ExitCode.BadInput;
        }
    }

    private static ScoreTally Write(ScoreTable table, ParseResult parsed, IProgress<double> progress, CancellationToken cancellation)
    {
        string responses = parsed.GetValue(Responses)!;
        if (parsed.GetValue(Out) is { } file)
        {
            using WholeFile whole = new(file);
            ScoreTally tally = table.Run(responses, whole.Text, progress, cancellation);
            whole.Complete();
            return tally;
        }

        TextWriter given = parsed.InvocationConfiguration.Output;
        if (given != Console.Out)
        {
            return table.Run(responses, given, progress, cancellation);
        }

        // The console's own writer speaks the terminal's code page and flushes every cell.
        using StreamWriter output = new(Console.OpenStandardOutput(), new UTF8Encoding(false));
        return table.Run(responses, output, progress, cancellation);
    }

    private static KeyedItems ReadInstrument(string name)
    {
        if (!File.Exists(name))
        {
            InstrumentLibrary library = InstrumentLibrary.LoadBuiltIn();
            Instrument instrument = library.Newest(name) ?? throw new ArgumentException(
                $"There is no file and no built-in instrument {name}; "
                + $"built in: {string.Join(", ", library.All.Select(known => known.Id).Distinct())}.");
            return KeyedItems.Of(instrument.Forms["full"].Key);
        }

        InstrumentReading reading = InstrumentReader.Read(File.ReadAllBytes(name));
        return reading.Instrument is { } read
            ? KeyedItems.Of(read.Forms["full"].Key)
            : throw new ArgumentException(
                string.Join(Environment.NewLine, reading.Faults.Select(fault => $"{name}, {fault.Path}: {fault.Reason}")));
    }

    private static string Describe(ScoreTally tally) => tally.Invalid == 0
        ? $"{tally.Rows} respondents scored."
        : $"{tally.Rows} respondents scored; {tally.Invalid} answers outside their range were taken as missing.";
}
