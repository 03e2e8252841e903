using System.Text.Json;
using Diagnostics.Engine.Bench;

namespace Diagnostics.Tests.Bench;

public sealed class JsonDifferenceTests
{
    [Theory]
    [InlineData("""{"a":1}""", """{"a":1.0}""", "")]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1}""", "")]
    [InlineData("""{"a":"x"}""", """{"a":"y"}""", "Changed $.a x>y")]
    [InlineData("""{"a":"1"}""", """{"a":1}""", "Changed $.a 1>1")]
    [InlineData("""{"a":1}""", """{"b":1}""", "Added $.b >1|Removed $.a 1>")]
    [InlineData("[1,2,3]", "[1,4]", "Changed $[1] 2>4|Removed $[2] 3>")]
    [InlineData("""{"items":[{"id":"q1","t":"a"},{"id":"q2","t":"b"}]}""", """{"items":[{"id":"q2","t":"b"}]}""", """Removed $.items[0] {"id":"q1","t":"a"}>""")]
    [InlineData("""{"items":[{"id":"q1"},{"id":"q2"}]}""", """{"items":[{"id":"q2"},{"id":"q1"}]}""", "Moved $.items q1 q2>q2 q1")]
    [InlineData("""[{"id":"q1","t":"a"},{"id":"q2","t":"b"}]""", """[{"id":"q0","t":"n"},{"id":"q1","t":"c"},{"id":"q2","t":"b"}]""", """Added $[0] >{"id":"q0","t":"n"}|Changed $[1].t a>c""")]
    [InlineData("""[{"id":"q1"},{"id":"q1"}]""", """[{"id":"q1"}]""", """Removed $[1] {"id":"q1"}>""")]
    [InlineData("""{"a":[]}""", """{"a":{}}""", "Changed $.a []>{}")]
    public void What_differs_is_told_by_id_or_place(string before, string after, string told)
    {
        using var old = JsonDocument.Parse(before);
        using var now = JsonDocument.Parse(after);
        Assert.Equal(told, string.Join('|', JsonDifference.Of(old.RootElement, now.RootElement).Select(one => $"{one.Kind} {one.Path} {one.Before}>{one.After}")));
    }

    [Fact]
    public void A_place_is_told_by_the_text_it_stands_in()
    {
        using var old = JsonDocument.Parse("""{"items":[{"id":"q1","options":[{"text":"a"},{"text":"b"}]},{"id":"q2"}]}""");
        using var now = JsonDocument.Parse("""{"items":[{"id":"q0"},{"id":"q1","options":[{"text":"c"}]}]}""");
        Assert.Equal(
            ["задание q0", "задание q1, вариант 1, текст", "задание q1, вариант 2", "задание q2"],
            JsonDifference.Of(old.RootElement, now.RootElement).Select(one => one.Place));
    }

    [Fact]
    public void A_long_value_is_cut()
    {
        using var old = JsonDocument.Parse("""{"a":""}""");
        using var now = JsonDocument.Parse($$"""{"a":"{{new string('x', 5000)}}"}""");
        Assert.Equal(2001, Assert.Single(JsonDifference.Of(old.RootElement, now.RootElement)).After!.Length);
    }
}
