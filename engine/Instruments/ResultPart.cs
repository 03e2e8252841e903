namespace Diagnostics.Engine.Instruments;

/// <summary>Which part of a student's result an instrument belongs to; a campaign says what of them is shown at once.</summary>
public enum ResultPart
{
    /// <summary>Interests; what an instrument without right answers is when its file says nothing.</summary>
    Interests,

    /// <summary>Values.</summary>
    Values,

    /// <summary>Plans and next steps.</summary>
    NextSteps,

    /// <summary>Aptitudes; what an instrument of criterion scales is when its file says nothing.</summary>
    Aptitudes,

    /// <summary>No result of the student: feedback on the lesson, a start to orient by, what adults see.</summary>
    None,
}
