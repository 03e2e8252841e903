using System.Text.Json;
using Diagnostics.Engine.Roster;

namespace Diagnostics.Tests.Roster;

/// <summary>Every spelling of a class stands in one file, by which the browser's reader is tested too (client/test/classNames.test.ts).</summary>
public sealed class ClassNameTests
{
    private static readonly JsonElement Fixture =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "web", "client", "test", "classNames.fixture.json"))).RootElement;

    public static IEnumerable<object[]> Spellings => Fixture.GetProperty("read").EnumerateArray().Select(pair => (object[])[pair[0].GetString()!, pair[1].GetString()!]);

    public static IEnumerable<object[]> Others => Fixture.GetProperty("none").EnumerateArray().Select(text => (object[])[text.GetString()!]);

    [Theory]
    [MemberData(nameof(Spellings))]
    public void A_class_is_read_in_every_spelling(string written, string name) => Assert.Equal(name, ClassName.Read(written)?.ToString());

    [Theory]
    [MemberData(nameof(Others))]
    public void What_names_no_class_is_none(string written) => Assert.Null(ClassName.Read(written));

    [Theory]
    [InlineData("9", "А", "9А")]
    [InlineData("9 класс", "«б»", "9Б")]
    [InlineData("X", "A", "10А")]
    [InlineData("8", "", "8")]
    public void Grade_and_letter_may_stand_apart(string grade, string letter, string name) => Assert.Equal(name, ClassName.Read(grade, letter)?.ToString());

    [Fact]
    public void Two_spellings_of_one_class_are_one()
    {
        Assert.Equal(ClassName.Read("10 физмат")!.Key, ClassName.Read("10 ФИЗМАТ")!.Key);
        Assert.Equal(ClassName.Read("9Ё")!.Key, ClassName.Read("9Е")!.Key);
        Assert.NotEqual(ClassName.Read("9-1")!.Key, ClassName.Read("9А1")!.Key);
    }

    /// <summary>What the store keeps of a class is read as the same class again.</summary>
    [Theory]
    [InlineData("9А")]
    [InlineData("9-1")]
    [InlineData("10 физмат")]
    [InlineData("9А1")]
    [InlineData("9")]
    public void A_name_that_is_written_is_read_again(string name)
    {
        ClassName read = ClassName.Read(name)!;
        Assert.Equal(name, new ClassName(read.Grade, read.Letter).ToString());
        Assert.Equal(read.Key, ClassName.Read(read.ToString())!.Key);
    }
}
