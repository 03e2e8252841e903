namespace Diagnostics.Engine.Instruments.Generation;

/// <summary>Says of a task that may not have come about what it demands.</summary>
internal static class DemandingTask
{
    public static GeneratedTask? Demanding(this GeneratedTask? task, TaskDemand demand) => task is null ? null : task with { Demand = demand };
}
