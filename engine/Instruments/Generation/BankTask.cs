namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>A task of a bank.</summary>
/// <param name="Id">Identifier of its item.</param>
/// <param name="Area">Content area.</param>
/// <param name="Rule">The rule that drew it.</param>
/// <param name="Task">The task.</param>
internal sealed record BankTask(string Id, string Area, string Rule, GeneratedTask Task)
{
    /// <summary>Foretold, not measured.</summary>
    public double Difficulty => PredictedDifficulty.Of(Task.Demand);
}
