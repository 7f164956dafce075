using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Station.Protocol;
using ChargerFirmware.Telemetry;

namespace ChargerFirmware.Composition;

/// <summary>The OCPP side as telemetry sees it.</summary>
internal sealed class OcppBackend : IBackend
{
    private readonly IStationProtocol _protocol;

    public OcppBackend(IStationProtocol protocol)
    {
        _protocol = protocol;
        protocol.Link.StateChanged += _ => Changed?.Invoke();
        protocol.QueueChanged += () => Changed?.Invoke();
        protocol.Link.Traced += (direction, frame) =>
            Traced?.Invoke(direction == FrameDirection.Sent ? FrameSide.Station : FrameSide.CentralSystem, frame);
    }

    public event Action? Changed;

    public event Action<FrameSide, ReadOnlyMemory<byte>>? Traced;

    public string LinkState => _protocol.Link.State.ToString();

    public bool IsOperational => _protocol.Link.IsOperational;

    public int QueueDepth => _protocol.QueueDepth;

    public int DeadLetters => _protocol.DeadLetters;
}
