using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ChargerFirmware.Telemetry.Metrics.Doors;

/// <summary>What the process is like: told on any thread, also while the loop hangs.</summary>
internal sealed class ProcessObservers
{
    private const string OpenFiles = "/proc/self/fd";
    private const string Tasks = "/proc/self/task";

    private readonly double _startedAt;
    private readonly KeyValuePair<string, object?> _station;

    public ProcessObservers(string station)
    {
        _station = new(InstrumentDefinition.StationLabel, station);
        using var process = Process.GetCurrentProcess();
        _startedAt = new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds() / 1000.0;
    }

    public Dictionary<InstrumentDefinition, Func<IEnumerable<Measurement<double>>>> All => new()
    {
        [Instruments.ProcessCpu] = () => [One(Environment.CpuUsage.TotalTime.TotalSeconds)],
        [Instruments.ProcessMemory] = () => [One(Environment.WorkingSet)],
        [Instruments.ProcessStart] = () => [One(_startedAt)],
        [Instruments.ProcessThreads] = () => [One(Threads())],
        [Instruments.ProcessOpenFiles] = () => Directory.Exists(OpenFiles) ? [One(Directory.GetFileSystemEntries(OpenFiles).Length)] : [],
        [Instruments.GcHeap] = () => [One(GC.GetTotalMemory(forceFullCollection: false))],
        [Instruments.GcCollections] = () => Enumerable.Range(0, GC.MaxGeneration + 1).Select(Collections),
        [Instruments.GcPause] = () => [One(GC.GetTotalPauseDuration().TotalSeconds)],
        [Instruments.GcAllocated] = () => [One(GC.GetTotalAllocatedBytes())],
        [Instruments.PoolThreads] = () => [One(ThreadPool.ThreadCount)],
        [Instruments.PoolQueue] = () => [One(ThreadPool.PendingWorkItemCount)],
    };

    /// <summary>A single value without labels of its own.</summary>
    public Measurement<double> One(double value) => new(value, _station);

    /// <summary>Linux keeps a folder a thread; asking for the threads themselves reads a file of each.</summary>
    private static int Threads()
    {
        if (Directory.Exists(Tasks))
        {
            return Directory.GetFileSystemEntries(Tasks).Length;
        }

        using var process = Process.GetCurrentProcess();
        return process.Threads.Count;
    }

    /// <summary>A collection of a generation collects all below it; the label tells those that went no further.</summary>
    private Measurement<double> Collections(int generation)
    {
        var beyond = generation < GC.MaxGeneration ? GC.CollectionCount(generation + 1) : 0;
        return new(GC.CollectionCount(generation) - beyond, _station, new(Instruments.GcCollections.Labels[0], $"gen{generation}"));
    }
}
