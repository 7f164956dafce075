using ChargerFirmware.Ocpp.Rpc;
using ChargerFirmware.Station.Ocpp16;
using ChargerFirmware.Telemetry;
using ChargerFirmware.Telemetry.Frames;

namespace ChargerFirmware.Composition;

/// <summary>The frames that the OCPP 1.6J side keeps for its diagnostics, as telemetry sees them.</summary>
internal sealed class OcppFrames(Ocpp16Station protocol) : IRecentFrames
{
    public IReadOnlyList<RecordedFrame> Latest(int count) =>
    [
        .. protocol.LatestFrames(count).Select(frame => new RecordedFrame(
            frame.At, frame.Direction == FrameDirection.Sent ? FrameSide.Station : FrameSide.CentralSystem, frame.LengthBytes, frame.Write)),
    ];
}
