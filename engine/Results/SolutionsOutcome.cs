namespace Diagnostics.Engine.Results;

/// <summary>What becomes of asking for solutions with a result key.</summary>
public abstract record SolutionsOutcome
{
    private SolutionsOutcome()
    {
    }

    public sealed record Opened(TaskSolutions Solutions) : SolutionsOutcome;

    /// <summary>The campaign's window is not over: other students may still be at these tasks.</summary>
    public sealed record Closed : SolutionsOutcome;

    /// <summary>The key opens nothing.</summary>
    public sealed record Unknown : SolutionsOutcome;
}
