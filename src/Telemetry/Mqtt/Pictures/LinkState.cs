namespace ChargerFirmware.Telemetry.Mqtt.Pictures;

/// <summary>The way to the central system.</summary>
internal sealed record LinkState(string State, bool Operational, int QueueDepth, int DeadLetters)
{
    public static LinkState Of(IBackend backend) => new(backend.LinkState, backend.IsOperational, backend.QueueDepth, backend.DeadLetters);
}
