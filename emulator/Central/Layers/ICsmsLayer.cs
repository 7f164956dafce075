using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Layers;

/// <summary>
/// Stands around all that a central system answers to its stations: watches it, or spoils it. The first layer of <see cref="Csms.Layers"/> is the
/// outermost one. Used on the loop.
/// </summary>
public interface ICsmsLayer
{
    /// <summary>A station calls.</summary>
    /// <param name="next">The answer of what stands inside. A layer need not ask for it, and need not give it on.</param>
    Task<CallReply> AnswerAsync(StationCall call, Func<StationCall, Task<CallReply>> next);
}
