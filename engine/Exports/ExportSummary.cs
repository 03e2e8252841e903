using System.Collections.Immutable;

namespace Diagnostics.Engine.Exports;

/// <summary>What an order comes to before anything is written.</summary>
/// <param name="Finished">Agreed sessions of the campaign's lessons.</param>
/// <param name="Apart">Of them those that enter no norms, where only those are asked for that do.</param>
/// <param name="Unready">Of them those whose standing the server has yet to find.</param>
/// <param name="LeftOut">Too few others are like them.</param>
/// <param name="Told">What is told of each in the end.</param>
/// <param name="Groups">Of rows that are alike.</param>
/// <param name="Smallest">Rows of the smallest of them; 0 without rows.</param>
/// <param name="Unnumbered">Rows of schools that have too few for a number, where schools are told.</param>
/// <param name="Simulated">Rows of the engine's own students.</param>
public sealed record ExportSummary(int Year, int Finished, int Apart, int Unready, int LeftOut, int Rows, TraitDetail Told, int Groups, int Smallest, int Unnumbered, int Simulated, int Columns);

/// <summary>A year there is something to export of.</summary>
public sealed record ExportCampaign(string Id, int Year, ImmutableArray<ExportInstrument> Instruments);

public sealed record ExportInstrument(string Id, string Title);
