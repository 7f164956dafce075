using ChargerFirmware.Central.Layers;
using ChargerFirmware.Ocpp.Rpc;

namespace ChargerFirmware.Central.Cli.Plugins;

/// <summary>Has plugins see what stations call, before the central system answers.</summary>
internal sealed class PluginLayer(ICallHook hook) : ICsmsLayer
{
    public Task<CallReply> AnswerAsync(StationCall call, Func<StationCall, Task<CallReply>> next) =>
        hook.AnswerAsync(call.Station.Identity, call.Call, () => next(call));
}
