using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.CompilerServices;

namespace Diagnostics.Tests.Architecture;

public sealed class HouseRuleTests
{
    public static TheoryData<string> Product => Rooms.Product;

    [Theory]
    [MemberData(nameof(Product))]
    public void Classes_are_sealed_unless_something_derives_from_them(string room)
    {
        Type[] types = Rooms.Get(room).GetTypes();
        HashSet<Type> bases = [.. types.Select(type => type.BaseType).OfType<Type>().Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type)];
        string[] open = [.. Rooms.WrittenTypes(Rooms.Get(room))
            .Where(type => type.IsClass && !type.IsSealed && !type.IsAbstract && !bases.Contains(type)).Select(type => type.FullName!)];
        Assert.Empty(open);
    }

    [Theory]
    [MemberData(nameof(Product))]
    public void Nothing_static_can_change(string room)
    {
        string[] mutable = [.. Rooms.WrittenTypes(Rooms.Get(room))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => !field.IsInitOnly && !field.IsLiteral && !IsLambdaCache(field))
            .Select(field => $"{field.DeclaringType}.{field.Name}")];
        Assert.Empty(mutable);

        // A static property with a setter has a "<Name>k__BackingField": that is mutable state too; compiler caches of lambdas are not.
        static bool IsLambdaCache(FieldInfo field) =>
            field.Name.StartsWith("<>", StringComparison.Ordinal) || field.Name.Contains("__LogMessage", StringComparison.Ordinal)
            || field.Name.StartsWith("__", StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Product))]
    public void Time_chance_and_waiting_are_handed_in(string room)
    {
        Assembly assembly = Rooms.Get(room);
        string[] banned = [.. CalledMembers(assembly).Where(IsBanned).Select(member => $"{member.DeclaringType}.{member.Name}").Distinct()];
        Assert.Empty(banned);
    }

    [Theory]
    [MemberData(nameof(Product))]
    public void No_method_is_async_void(string room)
    {
        string[] lost = [.. Rooms.Get(room).GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.ReturnType == typeof(void) && method.IsDefined(typeof(AsyncStateMachineAttribute), inherit: false))
            .Select(method => $"{method.DeclaringType}.{method.Name}")];
        Assert.Empty(lost);
    }

    [Fact]
    public void Scoring_touches_no_file_no_console_no_environment_and_no_task()
    {
        string[] impure = [.. CalledMembers(Rooms.Scoring)
            .Where(member => member.DeclaringType is { } type
                && (type.Namespace is "System.IO" or "System.Net" or "System.Threading.Tasks"
                    || type == typeof(Console) || type == typeof(Environment) || type == typeof(TimeProvider)))
            .Select(member => $"{member.DeclaringType}.{member.Name}").Distinct()];
        Assert.Empty(impure);
    }

    [Fact]
    public void The_rule_about_banned_calls_can_see_one() =>
        Assert.Contains(CalledMembers(typeof(HouseRuleTests).Assembly), member => member.DeclaringType == typeof(Guard) && member.Name == nameof(Guard.Seen));

    private static bool IsBanned(MemberInfo member) => member.DeclaringType switch
    {
        { } type when type == typeof(DateTime) || type == typeof(DateTimeOffset) => member.Name is "get_UtcNow" or "get_Now" or "get_Today",
        { } type when type == typeof(System.Diagnostics.Stopwatch) => member.Name is "StartNew" or "GetTimestamp",
        { } type when type == typeof(Random) => member.Name is "get_Shared" || (member is ConstructorInfo made && made.GetParameters().Length == 0),
        { } type when type == typeof(Thread) => member.Name is nameof(Thread.Sleep),
        { } type when type == typeof(Task) => member.Name is nameof(Task.Wait)
            || (member.Name is nameof(Task.Delay) && !((MethodInfo)member).GetParameters().Any(parameter => parameter.ParameterType == typeof(TimeProvider))),
        { IsGenericType: true } type when type.GetGenericTypeDefinition() == typeof(Task<>) => member.Name is "get_Result",
        _ => false,
    };

    /// <summary>Every method of other assemblies that the assembly calls anywhere, and its own methods, resolved by their tokens.</summary>
    private static List<MethodBase> CalledMembers(Assembly assembly)
    {
        using PEReader file = new(File.OpenRead(assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();
        List<MethodBase> called = [];
        foreach (MemberReferenceHandle handle in metadata.MemberReferences)
        {
            if (metadata.GetMemberReference(handle).GetKind() == MemberReferenceKind.Method
                && Resolve(assembly.ManifestModule, MetadataTokens.GetToken(handle)) is { } method)
            {
                called.Add(method);
            }
        }

        called.AddRange(metadata.MethodDefinitions
            .Select(handle => Resolve(assembly.ManifestModule, MetadataTokens.GetToken(handle))).OfType<MethodBase>());
        return called;
    }

    private static MethodBase? Resolve(Module module, int token)
    {
        // Members of open generic types need type arguments; any reference type will do to learn their name.
        Type[] any = [.. Enumerable.Repeat(typeof(object), 8)];
        try
        {
            return module.ResolveMethod(token, any, any);
        }
        catch (Exception unresolved) when (unresolved is ArgumentException or BadImageFormatException or TypeLoadException or FileNotFoundException)
        {
            return null;
        }
    }

    private static class Guard
    {
        public static void Seen()
        {
        }
    }
}
