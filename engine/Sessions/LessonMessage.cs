using System.Text.Json.Serialization;

namespace Diagnostics.Engine.Sessions;

/// <summary>What a teacher can say to the pages of a class: its words stand in the client's catalogue, so a message carries no name and nothing that hurts.</summary>
public enum LessonMessage
{
    /// <summary>Raise your hand when something does not work.</summary>
    RaiseHand,

    /// <summary>About five minutes are left.</summary>
    FiveMinutes,

    /// <summary>Let your eyes rest.</summary>
    RestEyes,

    /// <summary>Check that the code is that of your own card.</summary>
    OwnCard,

    /// <summary>Do not close the page before the end.</summary>
    KeepPage,

    /// <summary>Take your time.</summary>
    NoHurry,

    /// <summary>Answer for yourself.</summary>
    OwnAnswers,

    /// <summary>What does not fit may be skipped.</summary>
    MaySkip,

    /// <summary>Others are still working.</summary>
    Quiet,

    /// <summary>All goes well, go on.</summary>
    GoOn,
}

/// <param name="Number">Grows with every message of the class: a page shows each once.</param>
public sealed record ToldMessage([property: JsonPropertyName("n")] long Number, LessonMessage Message);
