using System.Collections.Immutable;
using System.Text.Json;
using Diagnostics.Engine.Instruments;

namespace Diagnostics.Engine.Observers;

/// <summary>What a colleague is asked about a student's doings in lessons: two of each of the six spheres, mixed. Another word is another version.</summary>
/// <param name="Version">Stored with every form.</param>
public sealed record ObserverQuestions(string Version, ImmutableArray<ObserverQuestion> Questions)
{
    /// <summary>Nobody had a chance to see it.</summary>
    public const int NotSeen = 0;

    /// <summary>Very often.</summary>
    public const int Most = 5;

    /// <summary>The built-in ones.</summary>
    public static ObserverQuestions BuiltIn { get; } = Load();

    /// <summary>Every question has an answer: 1 very seldom … 5 very often, or that nobody could see it; and not all are of the last kind.</summary>
    internal bool Takes(IReadOnlyList<int> answers) =>
        answers.Count == Questions.Length && answers.All(answer => answer is >= NotSeen and <= Most) && answers.Any(answer => answer != NotSeen);

    private static ObserverQuestions Load()
    {
        (_, byte[] json) = EmbeddedFiles.Under("observers/").Single();
        return JsonSerializer.Deserialize<ObserverQuestions>(json, JsonSerializerOptions.Web)!;
    }
}

/// <param name="Sphere">R, I, A, S, E or C.</param>
public sealed record ObserverQuestion(string Sphere, string Text);
