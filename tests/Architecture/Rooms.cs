using System.Reflection;
using Diagnostics.Engine;
using Diagnostics.Scoring.Keys;
using Diagnostics.Web.Hubs;

namespace Diagnostics.Tests.Architecture;

/// <summary>The assemblies of the product, as the house rules look at them.</summary>
internal static class Rooms
{
    public static readonly Assembly Scoring = typeof(ScoringKey).Assembly;
    public static readonly Assembly Engine = typeof(DiagnosticsEngine).Assembly;
    public static readonly Assembly Web = typeof(SessionHub).Assembly;

    public static readonly TheoryData<string> Product = [Scoring.GetName().Name!, Engine.GetName().Name!, Web.GetName().Name!];

    public static Assembly Get(string name) => new[] { Scoring, Engine, Web }.Single(assembly => assembly.GetName().Name == name);

    public static bool IsWrittenByCompiler(MemberInfo member) =>
        member.Name.Contains('<', StringComparison.Ordinal)
        || member.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false)
        || member.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), inherit: false)
        || (member.DeclaringType is { } parent && IsWrittenByCompiler(parent));

    /// <summary>Types a person wrote; OpenAPI's and other source generators' are left out by their attribute or namespace.</summary>
    public static IEnumerable<Type> WrittenTypes(Assembly assembly) => assembly.GetTypes()
        .Where(type => !IsWrittenByCompiler(type) && (type.Namespace ?? "").StartsWith("Diagnostics", StringComparison.Ordinal));
}
