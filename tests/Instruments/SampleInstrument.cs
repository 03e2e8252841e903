using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Diagnostics.Engine.Instruments;
using Diagnostics.Engine.Instruments.Linting;
using Diagnostics.Tests.Instruments.Words;

namespace Diagnostics.Tests.Instruments;

/// <summary>A small instrument with every answer format, to be spoilt by tests.</summary>
internal static class SampleInstrument
{
    public static JsonNode Json() => JsonNode.Parse(
        """
        {
          "schema": 1,
          "id": "sample",
          "version": "1.2.3",
          "languages": ["ru", "en"],
          "title": { "ru": "Пример", "en": "Sample" },
          "instruction": { "ru": "Ответь на вопросы.", "en": "Answer the questions." },
          "status": "pilot",
          "note": { "ru": "Апробация: норм нет.", "en": "Pilot: no norms." },
          "scales": [
            { "id": "one", "kind": "normative", "title": { "ru": "Первая", "en": "One" },
              "meaning": { "ru": "О первом.", "en": "About one." } },
            { "id": "two", "kind": "normative", "title": { "ru": "Вторая", "en": "Two" },
              "meaning": { "ru": "О втором.", "en": "About two." } },
            { "id": "left", "kind": "ipsative", "title": { "ru": "Левая", "en": "Left" },
              "meaning": { "ru": "О левом.", "en": "About left." } },
            { "id": "right", "kind": "ipsative", "title": { "ru": "Правая", "en": "Right" },
              "meaning": { "ru": "О правом.", "en": "About right." } }
          ],
          "formats": {
            "wish": { "type": "likert", "first": 1,
              "labels": [{ "ru": "Нет", "en": "No" }, { "ru": "Не знаю", "en": "Unsure" }, { "ru": "Да", "en": "Yes" }] },
            "closer": { "type": "pair" },
            "extremes": { "type": "bestWorst" },
            "one": { "type": "singleChoice" },
            "some": { "type": "multipleChoice", "least": 1, "most": 2, "exclusive": [3] },
            "order": { "type": "ranking" },
            "count": { "type": "number", "min": -10, "max": 99.5, "decimals": 1 },
            "scale": { "type": "slider", "low": { "ru": "Мало", "en": "Little" }, "high": { "ru": "Много", "en": "Much" } }
          },
          "items": [
            { "id": "a1", "format": "wish", "text": { "ru": "Петь песни", "en": "Sing songs" } },
            { "id": "a2", "format": "wish", "text": { "ru": "Молчать в лесу", "en": "Be silent in a forest" }, "tags": ["quiet"] },
            { "id": "b1", "format": "scale", "text": { "ru": "Бегать кросс", "en": "Run cross-country" } },
            { "id": "b2", "format": "scale", "text": { "ru": "Плавать в реке", "en": "Swim in a river" } },
            { "id": "p1", "format": "closer",
              "options": [{ "text": { "ru": "Налево", "en": "To the left" } }, { "text": { "ru": "Направо", "en": "To the right" } }] },
            { "id": "p2", "format": "closer",
              "options": [{ "text": { "ru": "Вправо", "en": "Rightwards" } }, { "text": { "ru": "Влево", "en": "Leftwards" } }] },
            { "id": "w1", "format": "extremes", "text": { "ru": "Что важнее?", "en": "What matters?" }, "options": [
              { "text": { "ru": "Дом", "en": "Home" } }, { "text": { "ru": "Друзья", "en": "Friends" } },
              { "text": { "ru": "Деньги", "en": "Money" } }, { "text": { "ru": "Слава", "en": "Fame" } } ] },
            { "id": "c1", "format": "one", "text": { "ru": "Где круг?", "en": "Where is the circle?" },
              "picture": { "tag": "svg", "attributes": { "viewBox": "0 0 10 10" }, "children": [
                { "tag": "rect", "attributes": { "x": "1", "y": "1", "width": "8", "height": "8" } } ] },
              "pictureText": { "ru": "Один квадрат.", "en": "One square." },
              "solution": { "ru": "Круг не имеет углов.", "en": "A circle has no corners." }, "options": [
              { "text": { "ru": "круг", "en": "circle" }, "svg": { "tag": "svg", "attributes": { "viewBox": "0 0 10 10" }, "children": [
                { "tag": "circle", "attributes": { "cx": "5", "cy": "5", "r": "4", "fill": "#0a0" } } ] } },
              { "text": { "ru": "квадрат", "en": "square" } } ] },
            { "id": "m1", "format": "some", "text": { "ru": "Что поможет?", "en": "What helps?" }, "options": [
              { "text": { "ru": "Беседа", "en": "A talk" } }, { "text": { "ru": "Экскурсия", "en": "A tour" } },
                { "text": { "ru": "Книга", "en": "A book" } }, { "text": { "ru": "Ничего", "en": "Nothing" } } ] },
            { "id": "o1", "format": "order", "text": { "ru": "Расставь", "en": "Put in order" }, "options": [
              { "text": { "ru": "Утро", "en": "Morning" } }, { "text": { "ru": "День", "en": "Day" } },
                { "text": { "ru": "Вечер", "en": "Evening" } } ] },
            { "id": "n1", "format": "count", "text": { "ru": "Сколько?", "en": "How many?" } }
          ],
          "forms": { "short": ["a1", "b1", "p1", "p2"] },
          "scoring": {
            "missing": { "rule": "tolerate", "blanks": 2 },
            "keys": [
              { "scale": "one", "items": [{ "item": "a1" }, { "item": "b1", "reverse": true }] },
              { "scale": "two", "items": [{ "item": "b2" }, { "item": "a1", "reverse": true }, { "item": "a2" },
                { "item": "c1", "points": [1, 0] }] },
              { "scale": "left", "items": [{ "item": "p1", "points": [1, 0] }, { "item": "p2", "points": [0, 1] }] },
              { "scale": "right", "items": [{ "item": "p1", "points": [0, 1] }, { "item": "p2", "points": [1, 0] }] }
            ],
            "unscored": ["w1", "m1", "o1", "n1"]
          }
        }
        """)!;

    public static InstrumentReading Read(Action<JsonNode> spoil) => Read(Spoilt(spoil));

    /// <summary>Whatever is wrong is also told in Russian.</summary>
    public static InstrumentReading Read(byte[] json)
    {
        InstrumentReading reading = InstrumentReader.Read(json);
        PlainRussian.Assert(json, reading.Faults);
        return reading;
    }

    /// <summary>What the linter says of a sample that reads well; it is also told in Russian.</summary>
    public static ImmutableArray<LintFinding> Examine(Action<JsonNode> spoil)
    {
        byte[] json = Spoilt(spoil);
        InstrumentReading reading = Read(json);
        Assert.Empty(reading.Faults);
        ImmutableArray<LintFinding> findings = InstrumentLinter.Examine(reading.Instrument!);
        PlainRussian.Assert(json, findings);
        return findings;
    }

    private static byte[] Spoilt(Action<JsonNode> spoil)
    {
        JsonNode json = Json();
        spoil(json);
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    public static Instrument Instrument()
    {
        InstrumentReading reading = Read(_ => { });
        Assert.Empty(reading.Faults);
        return reading.Instrument!;
    }
}
