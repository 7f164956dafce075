namespace ChargerFirmware.Tests.Load;

/// <summary>
/// How long a station waits between its messages. As in the field: about one message in ten seconds, a session in four minutes; divided by how much faster
/// it is to be.
/// </summary>
internal sealed class Pace(double faster, Random random)
{
    public const int MeterValuesPerSession = 10;

    /// <summary>Time-outs are a station's patience with the other side; no pace shortens them.</summary>
    public static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    public TimeSpan Heartbeat => Between(15, 25);

    public int HeartbeatsBeforeSession => random.Next(1, 5);

    public TimeSpan BetweenMeterValues => Between(12, 18);

    /// <summary>A driver who swipes, plugs and unplugs.</summary>
    public TimeSpan Driver => Between(1, 5);

    /// <summary>Not shortened: what dials without a pause takes the processor from what it dials.</summary>
    public TimeSpan BeforeDialingAgain => TimeSpan.FromSeconds(0.3 + (random.NextDouble() * 1.7));

    public bool Reconnects => random.NextDouble() < 0.1;

    /// <summary>A station that lost power before it had written down the answer to its StartTransaction sends it again.</summary>
    public bool ForgetsAnswer => random.NextDouble() < 0.05;

    /// <summary>Breaks the connection rather than closing it.</summary>
    public bool Breaks => random.NextDouble() < 0.5;

    private TimeSpan Between(double leastSeconds, double mostSeconds) =>
        TimeSpan.FromSeconds((leastSeconds + (random.NextDouble() * (mostSeconds - leastSeconds))) / faster);
}
