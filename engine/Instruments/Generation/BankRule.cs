namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>How a part of a bank is drawn.</summary>
/// <param name="Area">Content area: of each a test has its share.</param>
/// <param name="Rule">Draws the tasks.</param>
/// <param name="Count">How many different ones.</param>
internal sealed record BankRule(string Area, TaskRule Rule, int Count);
