using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Norms;
using Diagnostics.Engine.Tables;
using Diagnostics.Scoring.Norms;
using Option = System.CommandLine.Option;

namespace Diagnostics.Web.Commands;

/// <summary>
/// What the researcher's verbs have in common: the options, how a key is found, where results go and how a refusal is told.
/// </summary>
internal static class Research
{
    public static readonly Option<string?> InstrumentName = new("--instrument")
    {
        Description = "Id of a built-in instrument, or an instrument file; the response columns are its item ids.",
    };

    public static readonly Option<string?> Key = new("--key")
    {
        Description = "A bare key: CSV with item,scale,min,max,reverse, or for pairs pair,option,type (pair 1 is the response column p1).",
    };

    public static readonly Option<string?> Form = new("--form") { Description = "Form of the instrument; full if not given." };

    public static readonly Option<string?> Responses = new("--responses")
    {
        Description = "CSV with a header of item ids; an empty cell is a missing answer; other columns are passed through.",
    };

    public static readonly Option<string?> Out = new("--out") { Description = "File for the result; standard output if not given." };
    public static readonly Option<string?> Id = new("--id") { Description = "Column of the identifier, written first. Usually id." };

    public static readonly Option<string?> Group = new("--group")
    {
        Description = "Column of groups; it must be there and no item, and is passed through.",
    };

    public static readonly Option<bool> Lenient = new("--lenient")
    {
        Description = "Count answers outside their range and take them as missing, instead of stopping at the first.",
    };

    public static readonly Option<bool> Excel = new("--excel") { Description = "Write for Excel: BOM, semicolons, decimal commas." };

    /// <summary>A verb that reads responses with a key: exactly one of --instrument and --key, and --responses.</summary>
    public static Command Keyed(string name, string description, params System.CommandLine.Option[] own)
    {
        Command command = new(name, description) { InstrumentName, Form, Key, Responses, Id, Group, Lenient };
        foreach (System.CommandLine.Option option in own)
        {
            command.Options.Add(option);
        }

        return command;
    }

    /// <summary>Asks for what <see cref="SourceOf"/> needs.</summary>
    public static void RequireKeyed(Command command) => command.Validators.Add(result =>
    {
        if (result.GetResult(InstrumentName) is null == result.GetResult(Key) is null)
        {
            result.AddError("Give either --instrument or --key.");
        }

        if (result.GetResult(Form) is not null && result.GetResult(Key) is not null)
        {
            result.AddError("--form belongs to --instrument.");
        }

        if (result.GetResult(Responses) is null)
        {
            result.AddError("Give --responses.");
        }
    });

    /// <summary>The key the options name.</summary>
    /// <exception cref="TableException">The key file is not usable.</exception>
    /// <exception cref="ArgumentException">There is no such instrument, or it has faults.</exception>
    public static KeyedItems KeyOf(ParseResult parsed) => parsed.GetValue(Key) is { } key ? KeyCsv.Read(key) : FormOf(parsed);

    /// <summary>The responses and the key the options name.</summary>
    /// <exception cref="TableException">The key file is not usable.</exception>
    /// <exception cref="ArgumentException">There is no such instrument, or it has faults.</exception>
    public static ResponseSource SourceOf(ParseResult parsed)
    {
        return new ResponseSource(parsed.GetValue(Responses)!, KeyOf(parsed))
        {
            Id = parsed.GetValue(Id),
            Group = parsed.GetValue(Group),
            Lenient = parsed.GetValue(Lenient),
        };
    }

    /// <summary>Reads a norm file.</summary>
    /// <exception cref="TableException">There is no such file.</exception>
    /// <exception cref="ArgumentException">It has faults; names all of them.</exception>
    public static NormSet ReadNorms(string file)
    {
        if (!File.Exists(file))
        {
            throw new TableException(file, 0, null, "there is no such file");
        }

        NormReading reading = NormFile.Read(File.ReadAllBytes(file));
        return reading.Norms ?? throw new ArgumentException(
            string.Join(Environment.NewLine, reading.Faults.Select(fault => $"{file}, {fault.Path}: {fault.Reason}")));
    }

    /// <summary>Runs a verb: a bar after a second, a sentence at the end, and bad input as its reason and exit code 1.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="work">Does everything and returns the closing sentence.</param>
    /// <param name="cancellation">Handed to the waiting; the work watches it itself.</param>
    public static async Task<int> RunAsync(ParseResult parsed, Func<IProgress<double>, string> work, CancellationToken cancellation)
    {
        TextWriter messages = parsed.InvocationConfiguration.Error;
        try
        {
            string title = parsed.CommandResult.Command.Name;
            await messages.WriteLineAsync(await ProgressBar.RunAsync(title, work, TimeProvider.System, cancellation));
            return ExitCode.Success;
        }
        catch (Exception refusal) when (refusal is TableException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            await messages.WriteLineAsync(Reason(refusal));
            return ExitCode.BadInput;
        }
    }

    /// <summary>Writes a result to a file, whole or not at all, or to standard output when no file is named.</summary>
    public static T Write<T>(ParseResult parsed, string? file, Func<TextWriter, T> write)
    {
        if (file is not null)
        {
            using WholeFile whole = new(file);
            T result = write(whole.Text);
            whole.Complete();
            return result;
        }

        TextWriter given = parsed.InvocationConfiguration.Output;
        if (given != Console.Out)
        {
            return write(given);
        }

        // The console's own writer speaks the terminal's code page and flushes every cell.
        using StreamWriter output = new(Console.OpenStandardOutput(), new UTF8Encoding(false));
        return write(output);
    }

    /// <summary>
    /// Writes several results: all files are opened before the first is written and appear together at the end, or none of them.
    /// </summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="results">The file, or null for standard output, and what writes it.</param>
    public static void WriteAll(ParseResult parsed, params (string? File, Action<TextWriter> Write)[] results)
    {
        List<WholeFile?> files = [];
        try
        {
            foreach ((string? file, _) in results)
            {
                files.Add(file is null ? null : new WholeFile(file));
            }

            for (int result = 0; result < results.Length; result++)
            {
                if (files[result] is { } file)
                {
                    results[result].Write(file.Text);
                }
                else
                {
                    Write(parsed, null, output =>
                    {
                        results[result].Write(output);
                        return result;
                    });
                }
            }

            files.ForEach(file => file?.Complete());
        }
        finally
        {
            files.ForEach(file => file?.Dispose());
        }
    }

    /// <summary>Refuses, as wrong usage, a result that would be written over what it is made from or over another result.</summary>
    public static void RefuseOverwriting(Command command, Option<string?>[] results, params Option[] sources) =>
        command.Validators.Add(parsed =>
        {
            for (int result = 0; result < results.Length; result++)
            {
                Option<string?> mine = results[result];
                if (parsed.GetValue(mine) is { Length: > 0 } file
                    && sources.Concat(results[..result]).FirstOrDefault(other => FilesOf(parsed, other).Any(one => IsSame(file, one))) is { } source)
                {
                    parsed.AddError($"{mine.Name} and {source.Name} name the same file.");
                }
            }
        });

    private static string[] FilesOf(CommandResult parsed, Option option) => option switch
    {
        Option<string?> one => parsed.GetValue(one) is { } file ? [file] : [],
        Option<string[]> several => parsed.GetValue(several) ?? [],
        _ => throw new ArgumentException($"{option.Name} names no files.", nameof(option)),
    };

    private static bool IsSame(string file, string other) =>
        other.Length > 0 && Path.GetFullPath(file) == Path.GetFullPath(other);

    /// <summary>How many respondents, and how many answers were no answers.</summary>
    public static string Describe(ResponseTally tally, string done) => tally.Invalid == 0
        ? $"{tally.Rows} respondents {done}."
        : $"{tally.Rows} respondents {done}; {tally.Invalid} answers outside their range were taken as missing.";

    /// <summary>The sentence without the name of a method's parameter, which is nothing to a reader.</summary>
    private static string Reason(Exception refusal) => refusal is ArgumentException { ParamName: { } name }
        ? refusal.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal)
        : refusal.Message;

    private static KeyedItems FormOf(ParseResult parsed)
    {
        Instrument instrument = ReadInstrument(parsed.GetValue(InstrumentName)!);
        string form = parsed.GetValue(Form) ?? "full";
        return instrument.Forms.TryGetValue(form, out InstrumentForm? found)
            ? KeyedItems.Of(found)
            : throw new ArgumentException($"{instrument.Id} has no form {form}; it has {string.Join(", ", instrument.Forms.Keys)}.");
    }

    private static Instrument ReadInstrument(string name)
    {
        if (!File.Exists(name))
        {
            InstrumentLibrary library = InstrumentLibrary.LoadBuiltIn();
            return library.Newest(name) ?? throw new ArgumentException(
                $"There is no file and no built-in instrument {name}; "
                + $"built in: {string.Join(", ", library.All.Select(known => known.Id).Distinct())}.");
        }

        InstrumentReading reading = InstrumentReader.Read(File.ReadAllBytes(name));
        return reading.Instrument ?? throw new ArgumentException(
            string.Join(Environment.NewLine, reading.Faults.Select(fault => $"{name}, {fault.Path}: {fault.Reason}")));
    }
}
