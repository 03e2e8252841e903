using System.Collections.Immutable;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.EnteredFigures;
using Diagnostics.Engine.Indicators;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Readings;

namespace Diagnostics.Engine.Content;

/// <summary>What can be asked and told: what is built in, and what a school adds in a folder of its own. Immutable.</summary>
public sealed record ContentShelf(InstrumentLibrary Instruments, BatteryLibrary Batteries, ReadingLibrary Readings)
{
    /// <summary>Figures the folder asks schools for, beside or instead of the built-in ones; null: none.</summary>
    internal EnteredLibrary? OwnEntered { get; init; }

    /// <summary>Indicators of the folder, beside or instead of the built-in ones; null: none.</summary>
    internal IndicatorLibrary? OwnIndicators { get; init; }

    public static ContentShelf LoadBuiltIn()
    {
        var instruments = InstrumentLibrary.LoadBuiltIn();
        BatteryLibrary batteries = BatteryLibrary.LoadBuiltIn(instruments).With(BatteryLibrary.LoadOffers(instruments), instruments);
        return new ContentShelf(instruments, batteries, ReadingLibrary.LoadBuiltIn());
    }

    /// <param name="folder">
    /// Folder with <c>instruments/ID/VERSION/instrument.json</c>, <c>instruments/ID/readings.json</c>,
    /// <c>batteries/ID/VERSION/battery.json</c>, <c>entered.json</c> and <c>indicators.json</c>, or null for what is built in.
    /// </param>
    /// <exception cref="InvalidDataException">The folder is faulty; the message names every fault with its file and place.</exception>
    public static ContentShelf Load(string? folder)
    {
        ContentShelf builtIn = LoadBuiltIn();
        if (folder is null)
        {
            return builtIn;
        }

        (ContentShelf shelf, ImmutableArray<string> faults) = new ContentFolder(folder, builtIn).Read();
        return faults.IsEmpty
            ? shelf
            : throw new InvalidDataException(
                $"The content in {folder} has faults:{Environment.NewLine}{string.Join(Environment.NewLine, faults)}");
    }
}
