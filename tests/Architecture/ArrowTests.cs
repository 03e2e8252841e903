using System.Reflection;

namespace Diagnostics.Tests.Architecture;

public sealed class ArrowTests
{
    private static readonly string[] StoreLibraries = ["Dapper", "Npgsql", "Microsoft.Data.Sqlite", "Microsoft.Data.SqlClient", "System.Data.Common"];

    [Fact]
    public void Scoring_knows_the_runtime_and_a_mathematics_library_and_nothing_else()
    {
        string[] strangers = [.. References(Rooms.Scoring).Where(name => !IsPureLibrary(name))];
        Assert.Empty(strangers);

        static bool IsPureLibrary(string name) => name is "System.Runtime" or "System.Collections" or "System.Collections.Immutable" or "System.Linq"
            or "System.Memory" or "System.Runtime.Intrinsics" or "System.Numerics.Vectors" or "System.Numerics.Tensors" or "MathNet.Numerics"
            or "System.Runtime.InteropServices" or "System.Threading";
    }

    [Fact]
    public void Engine_knows_no_http()
    {
        Assert.DoesNotContain(References(Rooms.Engine), name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.DoesNotContain("diagnostics", References(Rooms.Engine));
    }

    [Fact]
    public void Web_holds_no_sql() => Assert.Empty(References(Rooms.Web).Intersect(StoreLibraries));

    [Fact]
    public void Web_reaches_the_store_only_through_the_engine() => Assert.Contains("Diagnostics.Engine", References(Rooms.Web));

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);
}
