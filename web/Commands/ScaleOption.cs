using System.CommandLine;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Web.Commands;

/// <summary>Responses to one scale: of a key, or every column of the file where there is no key.</summary>
internal static class ScaleOption
{
    public static readonly Option<string?> Scale = new("--scale") { Description = "Scale of the key, when it has several." };

    /// <summary>Asks for --responses, and for not more than one of --instrument and --key.</summary>
    public static void Require(Command command)
    {
        RefuseMixed(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(Research.Responses) is null)
            {
                result.AddError("Give --responses.");
            }
        });
    }

    /// <summary>Whether a key is given.</summary>
    public static bool HasKey(ParseResult parsed) => parsed.GetValue(Research.Key) is not null || parsed.GetValue(Research.InstrumentName) is not null;

    /// <summary>Refuses more than one of --instrument and --key, and options of a key where there is none.</summary>
    public static void RefuseMixed(Command command) => command.Validators.Add(result =>
    {
        bool hasKey = result.GetResult(Research.Key) is not null;
        bool hasInstrument = result.GetResult(Research.InstrumentName) is not null;
        if (hasKey && hasInstrument)
        {
            result.AddError("Give --instrument or --key, not both.");
        }

        if (!hasInstrument && result.GetResult(Research.Form) is not null)
        {
            result.AddError("--form belongs to --instrument.");
        }

        if (!hasKey && !hasInstrument && result.GetResult(Scale) is not null)
        {
            result.AddError("--scale belongs to --instrument or --key.");
        }
    });

    /// <summary>Reads the responses.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="highest">Highest code where there is no key.</param>
    /// <param name="progress">Told the share of the file that is read.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="TableException">A file is not usable.</exception>
    /// <exception cref="ArgumentException">There is no such instrument or scale.</exception>
    public static ScaleAnswers Read(ParseResult parsed, byte highest, IProgress<double> progress, CancellationToken cancellation)
    {
        if (HasKey(parsed))
        {
            return ScaleAnswers.Read(Research.SourceOf(parsed), parsed.GetValue(Scale), progress, cancellation);
        }

        string file = parsed.GetValue(Research.Responses)!;
        KeyedItems bare = ScaleAnswers.Bare(file, parsed.GetValue(Research.Id), parsed.GetValue(Research.Group), highest);
        ResponseSource source = new(file, bare) { Id = parsed.GetValue(Research.Id), Group = parsed.GetValue(Research.Group), Lenient = parsed.GetValue(Research.Lenient) };
        return ScaleAnswers.Read(source, null, progress, cancellation).AsSeen();
    }
}
