using Diagnostics.Tests.Faults;

namespace Diagnostics.Tests.Cluster;

/// <summary>A test with a database cluster of its own and two nodes behind nginx; skipped where one of them is not installed, unless DIAGNOSTICS_REQUIRE names it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ClusterFactAttribute : FactAttribute
{
    public ClusterFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "Processes are frozen by signals here: Linux only.";
        }
        else if (PostgresCluster.Programs is null && !Requirement.Names("postgres"))
        {
            Skip = "The programs of PostgreSQL were not found (install the package postgresql).";
        }
        else if (Nginx.Executable is null && !Requirement.Names("nginx"))
        {
            Skip = "nginx was not found (install the package nginx-light).";
        }
        else if (FaultyDisk.Compiler is null && !Requirement.Names("gcc"))
        {
            Skip = "No C compiler was found for the clock that is off (install the package gcc).";
        }
    }
}
