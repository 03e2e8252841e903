namespace Diagnostics.Engine.Waves;

/// <summary>A slot while it is being filled.</summary>
internal sealed class SlotRoom(PlanSlot slot)
{
    private readonly Dictionary<string, int> _classes = new(StringComparer.Ordinal);

    public PlanSlot Slot => slot;

    public long Students { get; private set; }

    public double Fill => (double)Students / slot.Capacity;

    public int ClassesOf(string schoolId) => _classes.GetValueOrDefault(schoolId);

    /// <summary>For its grade and long enough, whoever is in it.</summary>
    public bool IsFor(PlanClass one) => IsFor(one.Grade) && slot.Minutes >= one.Minutes;

    public bool IsFor(int grade) => slot.Grades.IsEmpty || slot.Grades.Contains(grade);

    public bool Takes(PlanClass one) => IsFor(one) && Students + one.Students <= slot.Capacity && ClassesOf(one.SchoolId) < slot.AtOnce;

    public void Put(PlanClass one) => Change(one, 1);

    public void Take(PlanClass one) => Change(one, -1);

    private void Change(PlanClass one, int by)
    {
        Students += by * one.Students;
        _classes[one.SchoolId] = ClassesOf(one.SchoolId) + by;
    }
}
