using System.Collections.Immutable;
using Diagnostics.Scoring.Irt;

namespace Diagnostics.Engine.Tables;

/// <summary>An item of a table of parameters.</summary>
/// <param name="Item">Its name, which is a column of the responses.</param>
/// <param name="Parameters">What a calibration found; answers are codes 0 .. categories − 1.</param>
public sealed record CalibratedItem(string Item, ItemParameters Parameters)
{
    /// <summary>Whether the parameters are foretold from the rules that made the item, and no answer has gone into them.</summary>
    public bool IsPredicted { get; init; }

    /// <summary>Standard error of a; NaN = not known.</summary>
    public double SlopeError { get; init; } = double.NaN;

    /// <summary>Standard errors of the intercepts, as many as there are, or none when they are not known.</summary>
    public ImmutableArray<double> InterceptErrors { get; init; } = [];
}
