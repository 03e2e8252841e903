namespace Diagnostics.Engine.Campaigns;

/// <summary>As the school's list has it; for research norms and parity, never for a child's own result. The names stand in the store: never rename one.</summary>
public enum Sex
{
    Female,
    Male,
}
