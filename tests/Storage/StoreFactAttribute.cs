using Xunit.Abstractions;
using Xunit.Sdk;

namespace Diagnostics.Tests.Storage;

/// <summary>
/// A fact of the store suite, or of a story: skipped, with its reason, where the class's SQL engine is not there. See <see cref="StoreEngineAttribute"/>.
/// </summary>
[XunitTestCaseDiscoverer("Diagnostics.Tests.Storage.StoreFactDiscoverer", "Diagnostics.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class StoreFactAttribute : FactAttribute;

/// <summary>The SQL engine a suite runs on.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StoreEngineAttribute(string name) : Attribute
{
    public string Name => name;

    /// <summary>Null when the suite is to run.</summary>
    public static string? SkipReason(string name)
    {
        string variable = $"DIAGNOSTICS_TEST_{name.ToUpperInvariant()}";
        bool there = name == "sqlite" || Environment.GetEnvironmentVariable(variable) is { Length: > 0 };
        return (there, Requirement.Names(name), name) switch
        {
            (true, _, _) => null,
            // SQL Server runs where somebody has one: its absence never counts as a failure.
            (false, _, "sqlserver") => $"{variable} is not set; SQL Server is exempt from 'a skip is a failure'.",
            (false, true, _) => null,
            (false, false, _) => $"{variable} is not set: a connection string to a server where databases may be created.",
        };
    }

    /// <exception cref="InvalidOperationException">The engine is required and not there.</exception>
    public static string Connection(string name) =>
        Environment.GetEnvironmentVariable($"DIAGNOSTICS_TEST_{name.ToUpperInvariant()}")
        ?? throw new InvalidOperationException($"DIAGNOSTICS_REQUIRE names {name}, but DIAGNOSTICS_TEST_{name.ToUpperInvariant()} is not set.");
}

public sealed class StoreFactDiscoverer(IMessageSink sink) : FactDiscoverer(sink)
{
    protected override IXunitTestCase CreateTestCase(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        new StoreTestCase(
            DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod);
}

public sealed class StoreTestCase : XunitTestCase
{
    [Obsolete("For the deserializer.")]
    public StoreTestCase()
    {
    }

    public StoreTestCase(IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(sink, display, options, method)
    {
    }

    protected override string GetSkipReason(IAttributeInfo factAttribute)
    {
        IAttributeInfo? engine = TestMethod.TestClass.Class.GetCustomAttributes(typeof(StoreEngineAttribute).AssemblyQualifiedName).FirstOrDefault();
        return base.GetSkipReason(factAttribute) ?? (engine is null ? null! : StoreEngineAttribute.SkipReason((string)engine.GetConstructorArguments().First())!);
    }
}
