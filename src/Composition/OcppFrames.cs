using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Station.Protocol;
using ChargerFirmware.Telemetry;
using ChargerFirmware.Telemetry.Frames;

namespace ChargerFirmware.Composition;

/// <summary>The frames that the OCPP side keeps for its diagnostics, as telemetry sees them.</summary>
internal sealed class OcppFrames(IStationProtocol protocol) : IRecentFrames
{
    public IReadOnlyList<RecordedFrame> Latest(int count) =>
    [
        .. protocol.LatestFrames(count).Select(frame => new RecordedFrame(
            frame.At, frame.Direction == FrameDirection.Sent ? FrameSide.Station : FrameSide.CentralSystem, frame.LengthBytes, frame.Write)),
    ];
}
