using System.Collections.Immutable;
using System.Text;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Generation;
using Diagnostics.Engine.Tables;

namespace Diagnostics.Engine.Adaptive;

/// <summary>The built-in banks, read from the assembly. Their parameters are foretold, not calibrated.</summary>
public static class BankLibrary
{
    private const string Folder = "banks/";

    /// <summary>Banks never change, and every step of every battery that names one asks for them.</summary>
    private static readonly Lazy<ImmutableArray<ItemBank>> BuiltIn = new(ReadAll);

    /// <summary>Identifiers of the banks.</summary>
    public static ImmutableArray<string> Ids => [.. GeneratedBank.All.Select(bank => bank.Id)];

    /// <summary>All banks, read once.</summary>
    /// <exception cref="InvalidOperationException">A built-in file is faulty.</exception>
    public static ImmutableArray<ItemBank> LoadBuiltIn() => BuiltIn.Value;

    /// <summary>One bank.</summary>
    /// <exception cref="ArgumentException">There is no such bank.</exception>
    public static ItemBank Get(string id) => LoadBuiltIn().FirstOrDefault(bank => bank.Instrument.Id == id)
        ?? throw new ArgumentException($"There is no bank {id}; built in are {string.Join(", ", Ids)}.");

    /// <summary>The bank whose instrument this is; null when there is none.</summary>
    internal static ItemBank? Find(string id, string version) =>
        Ids.Contains(id) ? LoadBuiltIn().FirstOrDefault(bank => bank.Instrument.Id == id && bank.Instrument.Version == version) : null;

    /// <summary>The banks with what was simulated of their precision.</summary>
    /// <exception cref="InvalidOperationException">A kept simulation is faulty, or rests on another bank than the one beside it.</exception>
    public static ImmutableArray<ToldBank> Told() =>
    [
        .. LoadBuiltIn().Select(bank =>
        {
            string file = $"{Folder}{bank.Instrument.Id}/{bank.Instrument.Version}/{BankPrecision.FileName}";
            return BankPrecision.Read(EmbeddedFiles.Under(file).Single().Content) is { } told
                && (told.ContentHash, told.ParametersHash) == (bank.Instrument.ContentHash, bank.ParametersHash)
                ? new ToldBank(bank.Instrument.Title.Russian, bank.Items.Length, told)
                : throw new InvalidOperationException($"{file} tells of another bank: make it anew with bank told.");
        }),
    ];

    /// <summary>The files of a bank, drawn anew by its rules: what the built-in ones are compared with.</summary>
    /// <param name="id">Identifier of the bank.</param>
    /// <returns>The instrument and the foretold parameters; the same bytes on every machine.</returns>
    /// <exception cref="ArgumentException">There is no such bank.</exception>
    public static ImmutableArray<(string Name, byte[] Content)> Draw(string id)
    {
        GeneratedBank bank = GeneratedBank.All.FirstOrDefault(one => one.Id == id)
            ?? throw new ArgumentException($"There is no bank {id}; built in are {string.Join(", ", Ids)}.");
        return [("instrument.json", BankFile.Render(bank)), ("parameters.csv", BankFile.RenderParameters(bank))];
    }

    private static ImmutableArray<ItemBank> ReadAll()
    {
        Dictionary<string, byte[]> files = EmbeddedFiles.Under(Folder).ToDictionary(file => file.Name, file => file.Content, StringComparer.Ordinal);
        return [.. GeneratedBank.All.Select(bank => Read(files, $"{Folder}{bank.Id}/{GeneratedBank.Version}/"))];
    }

    private static ItemBank Read(Dictionary<string, byte[]> files, string folder)
    {
        (string instrumentFile, string parametersFile) = ($"{folder}instrument.json", $"{folder}parameters.csv");
        InstrumentReading reading = InstrumentReader.Read(files[instrumentFile]);
        Instrument instrument = reading.Instrument ?? throw EmbeddedFiles.Faulty(instrumentFile, reading.Faults);
        return ItemBank.Of(instrument, ItemParametersCsv.Read(parametersFile, Encoding.UTF8.GetString(files[parametersFile])));
    }
}
