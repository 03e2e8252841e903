using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Diagnostics.Scoring.Adaptive;

namespace Diagnostics.Engine.Adaptive;

/// <summary>
/// What pages tell of a bank's precision: a simulation made once by <c>bank told</c> and kept beside the bank, with its seed and the hashes of what it rests on, so that nobody waits for it
/// and nobody has to believe it. None of it is about people.
/// </summary>
/// <param name="Bank">Identifier of the bank.</param>
/// <param name="Version">Its version.</param>
/// <param name="ContentHash">Of its instrument.</param>
/// <param name="ParametersHash">Of the parameters that were taken for the truth.</param>
/// <param name="IsPredicted">Whether any of these is foretold and not calibrated.</param>
/// <param name="Persons">Simulated persons, N(0, 1).</param>
/// <param name="Seed">The same seed gives the same numbers.</param>
/// <param name="StandardError">A section ends when the error is this or less.</param>
/// <param name="Least">Fewest tasks before it may end so.</param>
/// <param name="Most">It ends after this many.</param>
/// <param name="Forms">The chosen tasks; as many fixed ones; then the bank's fixed form, and the best one of its length.</param>
public sealed record BankPrecision(
    string Bank, string Version, string ContentHash, string ParametersHash, bool IsPredicted, int Persons, int Seed, double StandardError, int Least, int Most, ImmutableArray<ToldPrecision> Forms)
{
    /// <summary>Name of its file beside the bank's.</summary>
    public const string FileName = "precision.json";

    private const int UsualPersons = 2_000;
    private const int UsualSeed = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Makes the simulation; some seconds.</summary>
    /// <param name="bank">The bank; its parameters are taken for the truth.</param>
    /// <param name="limits">Of the section that is given.</param>
    /// <param name="progress">Told the share that is done, 0..1.</param>
    /// <param name="cancellation">Stops between persons.</param>
    /// <exception cref="ArgumentException">The limits do not fit the bank.</exception>
    public static BankPrecision Simulate(ItemBank bank, SectionLimits limits, IProgress<double>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(bank);
        ArgumentNullException.ThrowIfNull(limits);
        AdaptiveRules rules = bank.Rules(limits.StandardError, limits.Most) with { LeastItems = limits.Least };
        ImmutableArray<PrecisionRow> equal = Run(limits.Most, new Part(progress, 0));
        ImmutableArray<PrecisionRow> whole = Run(bank.FixedForm.Length, new Part(progress, 0.5));
        return new BankPrecision(
            bank.Instrument.Id, bank.Instrument.Version, bank.Instrument.ContentHash, bank.ParametersHash, bank.IsPredicted, UsualPersons, UsualSeed,
            limits.StandardError, limits.Least, limits.Most,
            [
                Told(equal, PrecisionForm.Adaptive, limits.Most), Told(equal, PrecisionForm.Fixed, limits.Most),
                Told(whole, PrecisionForm.Fixed, bank.FixedForm.Length), Told(whole, PrecisionForm.BestFixed, bank.FixedForm.Length),
            ]);

        ImmutableArray<PrecisionRow> Run(int length, IProgress<double> part) =>
            PrecisionStudy.Run(new PrecisionOptions(bank, rules, length) { Persons = UsualPersons, Seed = UsualSeed }, part, cancellation);
    }

    /// <summary>Its file; the same on every machine.</summary>
    public byte[] Render() => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, Json) + "\n");

    /// <summary>Null where the file is none of these.</summary>
    internal static BankPrecision? Read(ReadOnlySpan<byte> file)
    {
        try
        {
            return JsonSerializer.Deserialize<BankPrecision>(file, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The first row is of all persons. An exponential's last bit is no promise from machine to machine.
    private static ToldPrecision Told(ImmutableArray<PrecisionRow> rows, PrecisionForm form, int length)
    {
        PrecisionRow all = rows.First(row => row.Form == form);
        return new ToldPrecision(form, length, Math.Round(all.Items, 1), Math.Round(all.Error, 3), Math.Round(all.TrueError, 3), Math.Round(all.MostExposed, 2));
    }

    private sealed class Part(IProgress<double>? whole, double from) : IProgress<double>
    {
        public void Report(double value) => whole?.Report(from + (value / 2));
    }
}
