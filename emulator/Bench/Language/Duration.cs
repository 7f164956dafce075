namespace ChargerFirmware.Bench.Language;

/// <summary>A duration as somebody wrote it, so that what is said of it is in his words: <c>30s</c>, not 00:00:30.</summary>
public readonly record struct Duration(TimeSpan Time, string Written)
{
    public static implicit operator TimeSpan(Duration duration) => duration.Time;

    public TimeSpan ToTimeSpan() => Time;

    public override string ToString() => Written;
}
