using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Diagnostics.Tests.Architecture;

namespace Diagnostics.Tests.Instruments.Words;

/// <summary>
/// Every template of a wording in the product, read from the compiled code: an interpolated string that becomes a FormattableString is
/// a literal and an array of values handed to FormattableStringFactory.Create, and there is no other way to make a wording.
/// </summary>
internal static class WordingCalls
{
    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Static | BindingFlags.Public).Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>Types whose FormattableStrings are texts of their own and never words about a file.</summary>
    private static readonly string[] OtherTexts = ["RehearsalText", "DbCommand"];

    /// <summary>The templates, and the literals with letters that stand among their values, where no translation reaches them.</summary>
    public static (ImmutableSortedSet<string> Templates, ImmutableSortedSet<string> Untranslated) All()
    {
        SortedSet<string> templates = new(StringComparer.Ordinal);
        SortedSet<string> literals = new(StringComparer.Ordinal);
        foreach (MethodBase method in new[] { Rooms.Scoring, Rooms.Engine, Rooms.Web }.SelectMany(MethodsOf).Where(method => !IsOtherText(method.DeclaringType!)))
        {
            Read(method, templates, literals);
        }

        return (templates.ToImmutableSortedSet(StringComparer.Ordinal), literals.ToImmutableSortedSet(StringComparer.Ordinal));
    }

    private static void Read(MethodBase method, SortedSet<string> templates, SortedSet<string> literals)
    {
        Instruction[] code = [.. InstructionsOf(method)];
        if (!code.Any(IsCreate))
        {
            return;
        }

        Stack<string> open = new();
        for (int at = 0; at < code.Length; at++)
        {
            if (code[at].Text is { } text && IsValues(code, at + 1))
            {
                open.Push(text);
            }
            else if (code[at].Text is { } literal && open.Count > 0 && literal.Any(char.IsLetter))
            {
                literals.Add(literal);
            }
            else if (IsCreate(code[at]))
            {
                Assert.True(open.Count > 0, $"{method.DeclaringType}.{method.Name}: words whose template is no literal");
                string template = open.Pop();
                if (at + 1 == code.Length || code[at + 1].Called is not { Name: nameof(FormattableString.Invariant) })
                {
                    templates.Add(template);
                }
            }
        }

        Assert.True(open.Count == 0, $"{method.DeclaringType}.{method.Name}: {open.FirstOrDefault()}");
    }

    private static bool IsCreate(Instruction one) => one.Called is { Name: nameof(FormattableStringFactory.Create) } called
        && called.DeclaringType == typeof(FormattableStringFactory);

    /// <summary>An array of objects follows: <c>ldc n; newarr object</c>, or <c>Array.Empty</c>.</summary>
    private static bool IsValues(Instruction[] code, int at) =>
        (at < code.Length && code[at].Called is { Name: nameof(Array.Empty) } empty && empty.GetGenericArguments() is [{ } type] && type == typeof(object))
        || (at + 1 < code.Length && code[at].Code.Name!.StartsWith("ldc.i4", StringComparison.Ordinal) && code[at + 1].MakesObjects);

    private static bool IsOtherText(Type type) => OtherTexts.Contains(type.Name) || (type.DeclaringType is { } outer && IsOtherText(outer));

    private static IEnumerable<MethodBase> MethodsOf(Assembly assembly)
    {
        const BindingFlags Every =
            BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return assembly.GetTypes().SelectMany(type => type.GetMethods(Every).Concat<MethodBase>(type.GetConstructors(Every)));
    }

    private static IEnumerable<Instruction> InstructionsOf(MethodBase method)
    {
        byte[] il = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (int at = 0; at < il.Length;)
        {
            OpCode code = il[at] == 0xFE ? OpCodesByValue[(short)((0xFE << 8) | il[at + 1])] : OpCodesByValue[il[at]];
            int operand = at + code.Size;
            int size = code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, operand)),
                _ => 4,
            };
            yield return new Instruction(
                code,
                code.OperandType == OperandType.InlineString ? method.Module.ResolveString(BitConverter.ToInt32(il, operand)) : null,
                code.OperandType == OperandType.InlineMethod ? Called(method, BitConverter.ToInt32(il, operand)) : null,
                code == OpCodes.Newarr && IsObject(method, BitConverter.ToInt32(il, operand)));
            at = operand + size;
        }
    }

    private static bool IsObject(MethodBase method, int token) => method.Module.ResolveType(
        token, method.DeclaringType!.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null) == typeof(object);

    private static MethodBase? Called(MethodBase method, int token)
    {
        try
        {
            return method.Module.ResolveMethod(
                token, method.DeclaringType!.GetGenericArguments(), method.IsGenericMethod ? method.GetGenericArguments() : null);
        }
        catch (Exception unresolved) when (unresolved is ArgumentException or FileNotFoundException or TypeLoadException)
        {
            return null;
        }
    }

    private readonly record struct Instruction(OpCode Code, string? Text, MethodBase? Called, bool MakesObjects);
}
