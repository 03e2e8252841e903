namespace Diagnostics.Web.Commands;

/// <summary>What every verb ends with.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int BadInput = 1;
    public const int WrongUsage = 2;
}
