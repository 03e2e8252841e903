namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>A way to make tasks of one kind and one difficulty; the seed decides which.</summary>
/// <param name="Tag">Names the rule in the item's tags.</param>
/// <param name="Draw">Draws a task.</param>
internal sealed record TaskRule(string Tag, Func<SeededNumbers, GeneratedTask> Draw);
