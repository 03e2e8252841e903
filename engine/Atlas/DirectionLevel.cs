namespace Diagnostics.Engine.Atlas;

/// <summary>What one studies for; the third part of a direction's code says the same.</summary>
public enum DirectionLevel
{
    /// <summary>СПО, profession of a qualified worker: NN.01.NN.</summary>
    WorkerTraining,

    /// <summary>СПО, specialty of a mid-level specialist: NN.02.NN.</summary>
    CollegeSpecialty,

    /// <summary>ВО, bachelor: NN.03.NN.</summary>
    Bachelor,

    /// <summary>ВО, specialist: NN.05.NN.</summary>
    Specialist,
}
