using System.Text.Json;
using Diagnostics.Engine.Batteries;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Json;
using Diagnostics.Engine.Instruments.Words;
using Diagnostics.Engine.Readings;

namespace Diagnostics.Tests.Instruments.Words;

public sealed class PathWordsTests
{
    private static readonly JsonElement Sample = JsonDocument.Parse(SampleInstrument.Json().ToJsonString()).RootElement;

    public static TheoryData<string> Shapes =>
        [.. InstrumentShapes.All.Concat(ReadingShapes.All).Concat([BatteryReader.Shape, BatteryReader.LeftOutShape, BatteryStepReader.Shape]).Select(shape => shape.Name)];

    [Theory]
    [InlineData("$", "файл целиком")]
    [InlineData("$.title", "название")]
    [InlineData("$.title.ru", "название, по-русски")]
    [InlineData("$.title.en", "название, по-английски")]
    [InlineData("$.title.tt", "название, на языке tt")]
    [InlineData("$.items", "задания")]
    [InlineData("$.items[7]", "задание c1")]
    [InlineData("$.items[7].options", "задание c1, варианты")]
    [InlineData("$.items[7].options[1].text", "задание c1, вариант 2, текст")]
    [InlineData("$.items[7].options[0].svg.children[0].attributes.cx", "задание c1, вариант 1, картинка, фигура 1, атрибут cx")]
    [InlineData("$.items[7].pictureText.ru", "задание c1, картинка словами, по-русски")]
    [InlineData("$.items[0].format", "задание a1, формат ответа")]
    [InlineData("$.items[0].format.labels[2]", "задание a1, формат ответа, подпись 3")]
    [InlineData("$.items[1].tags[0]", "задание a2, метка quiet")]
    [InlineData("$.scales[1].title", "шкала two, название")]
    [InlineData("$.scales[1].kind", "шкала two, вид шкалы")]
    [InlineData("$.formats", "форматы ответа")]
    [InlineData("$.formats.wish", "формат ответа wish")]
    [InlineData("$.formats.wish.labels[1].en", "формат ответа wish, подпись 2, по-английски")]
    [InlineData("$.formats.some.exclusive[0]", "формат ответа some, вариант, который выбирают без других, запись 1")]
    [InlineData("$.forms", "формы")]
    [InlineData("$.forms.short", "форма short")]
    [InlineData("$.forms.short[1]", "форма short, задание b1")]
    [InlineData("$.scoring", "ключ")]
    [InlineData("$.scoring.missing.blanks", "правило для пропусков, число пропусков")]
    [InlineData("$.scoring.keys", "ключи шкал")]
    [InlineData("$.scoring.keys[2].items[0].points[1]", "ключ шкалы left, задание p1, баллы за вариант 2")]
    [InlineData("$.scoring.unscored[1]", "задание без баллов m1")]
    [InlineData("$.languages[1]", "язык en")]
    public void A_place_is_told_as_it_is_called(string path, string words) => Assert.Equal(words, PathWords.Of(path, Sample));

    [Theory]
    [InlineData("$.items[99].text", "задание 100, текст")]
    [InlineData("$.colour", "свойство \"colour\"")]
    [InlineData("$.items[0].colour[3].deep", "задание a1, свойство \"colour\", элемент 4, свойство \"deep\"")]
    [InlineData("$[\"a name\"].ru", "свойство \"a name\", по-русски")]
    [InlineData("$[\"a ] \\\" name\"]", "свойство \"a ] \\\" name\"")]
    [InlineData("$.title[0]", "название, элемент 1")]
    [InlineData("$[3]", "элемент 4")]
    [InlineData("$[\"a\\nname\"]", "свойство \"a\\nname\"")]
    public void A_place_the_document_does_not_have_is_told_by_its_numbers(string path, string words) => Assert.Equal(words, PathWords.Of(path, Sample));

    [Fact]
    public void Without_a_document_everything_has_a_number()
    {
        Assert.Equal("задание 8, вариант 2, текст", PathWords.Of("$.items[7].options[1].text", null));
        Assert.Equal("форма short, задание 2", PathWords.Of("$.forms.short[1]", null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("items")]
    [InlineData("$items")]
    [InlineData("$.")]
    [InlineData("$..a")]
    [InlineData("$.items[")]
    [InlineData("$.items[x]")]
    [InlineData("$.items[-1]")]
    [InlineData("$.items[\"a]")]
    [InlineData("$.items[\"\\x\"]")]
    [InlineData("$.items[]")]
    public void What_is_no_path_stays_as_it_is(string path) => Assert.Equal(path, PathWords.Of(path, Sample));

    [Theory]
    [InlineData("""{"items":[{"id":"r1"},{"id":"r1"},{"id":"r2"}]}""", "$.items[1]", "задание r1 (№ 2)")]
    [InlineData("""{"items":[{"id":"r1"},{"id":"r1"},{"id":"r2"}]}""", "$.items[2]", "задание r2")]
    [InlineData("""{"items":[{"id":7},{"id":""},{"id":"с пробелом"},null]}""", "$.items[0]", "задание 1")]
    [InlineData("""{"items":[{"id":7},{"id":""},{"id":"с пробелом"},null]}""", "$.items[1]", "задание 2")]
    [InlineData("""{"items":[{"id":7},{"id":""},{"id":"с пробелом"},null]}""", "$.items[2]", "задание 3")]
    [InlineData("""{"items":[{"id":7},{"id":""},{"id":"с пробелом"},null]}""", "$.items[3]", "задание 4")]
    [InlineData("""{"items":[{"id":"\ud800"}]}""", "$.items[0].id", "задание 1, идентификатор")]
    public void An_id_is_used_where_it_is_one_and_a_number_where_it_is_not_enough(string json, string path, string words)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Equal(words, PathWords.Of(path, document.RootElement));
    }

    [Theory]
    [InlineData("""{"steps":[{"instrument":"riasec"}]}""", "$.steps[0].seconds", "шаг riasec, ограничение времени в секундах")]
    [InlineData("""{"grades":[5,5]}""", "$.grades[1]", "класс, запись 2")]
    [InlineData("""{"leftOut":[{}]}""", "$.leftOut[0].title", "чего нет в этом варианте, раздел 1, название")]
    [InlineData("""{"scales":[{"scale":"R"}]}""", "$.scales[0].levels.high.parent", "шкала R, высокий уровень, текст для родителя")]
    [InlineData("""{"scales":[{"scale":"R"}]}""", "$.scales[0].levels", "шкала R, уровни")]
    [InlineData("""{"formats":{"line":{"high":{}}}}""", "$.formats.line.high", "формат ответа line, подпись справа")]
    [InlineData("""{"professions":[{"code":"nurse"}]}""", "$.professions[0].ways[2]", "профессия nurse, путь 3")]
    public void Batteries_readings_and_atlases_have_their_words(string json, string path, string words)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Equal(words, PathWords.Of(path, document.RootElement));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_property_of_a_format_has_a_word(string name)
    {
        JsonShape shape = InstrumentShapes.All.Concat(ReadingShapes.All)
            .Concat([BatteryReader.Shape, BatteryReader.LeftOutShape, BatteryStepReader.Shape]).First(shape => shape.Name == name);
        Assert.All(shape.Required.Concat(shape.Optional), property => Assert.Matches(@"^\p{IsCyrillic}", PathWords.WordOf(shape.Name, property) ?? ""));
    }

    [Fact]
    public void A_finding_names_its_place_and_other_places_in_words()
    {
        ToldFinding twice = Told(json => json["items"]![9]!["options"]![2]!["text"]!["ru"] = "Утро", "duplicate-text");
        Assert.Equal("задание o1, вариант 3", twice.Place);
        Assert.Equal("Такой же текст уже есть: задание o1, вариант 1.", twice.Message);
        Assert.Equal("ошибка", twice.Severity);
        Assert.StartsWith("Измените одну из формулировок", twice.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_property_is_called_by_its_name_and_what_it_is()
    {
        byte[] json = """{"schema":1,"instrument":"x","version":"1.0.0","rule":"tasks","scales":[{"scale":"R","levels":{}}]}"""u8.ToArray();
        Assert.Equal(
            [("файл целиком", "Не хватает свойства «чего результат не говорит» (limits)."), ("шкала R, уровни", "Не хватает свойства «высокий уровень» (high).")],
            ToldFinding.Of(json, new Engine.Content.ContentCheck(InstrumentLibrary.LoadBuiltIn()).Examine(json))
                .Where(told => told.Message.Contains("limits", StringComparison.Ordinal) || told.Message.Contains("high", StringComparison.Ordinal))
                .Select(told => (told.Place, told.Message)));
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_told_too()
    {
        byte[] json = "{ \"a\": "u8.ToArray();
        ToldFinding told = Assert.Single(ToldFinding.Of(json, new Engine.Content.ContentCheck(InstrumentLibrary.LoadBuiltIn()).Examine(json)));
        Assert.Equal("файл целиком", told.Place);
        Assert.StartsWith("Это не JSON: смотрите строку 1, байт", told.Message, StringComparison.Ordinal);
    }

    private static ToldFinding Told(Action<System.Text.Json.Nodes.JsonNode> spoil, string rule)
    {
        System.Text.Json.Nodes.JsonNode json = SampleInstrument.Json();
        spoil(json);
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());
        return ToldFinding.Of(bytes, new Engine.Content.ContentCheck(InstrumentLibrary.LoadBuiltIn()).Examine(bytes)).First(told => told.Finding.Rule == rule);
    }
}
