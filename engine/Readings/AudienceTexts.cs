namespace Diagnostics.Engine.Readings;

/// <summary>One thought in three voices, in Russian.</summary>
public sealed record AudienceTexts(string Student, string Parent, string Psychologist)
{
    public string For(Audience audience) => audience switch
    {
        Audience.Student => Student,
        Audience.Parent => Parent,
        Audience.Psychologist => Psychologist,
    };
}
