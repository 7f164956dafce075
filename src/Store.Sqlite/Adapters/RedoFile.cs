using System.Buffers.Binary;
using ChargerFirmware.Station.Storage;
using Microsoft.Win32.SafeHandles;

namespace ChargerFirmware.Store.Sqlite.Adapters;

/// <summary>
/// A second witness of the latest commits, beside the database: a file of fixed size in which each commit is written down once more, until
/// a checkpoint has moved it out of SQLite's log. It says how many commits there were, so that a log which lost its end is found out,
/// and what they changed, so that nothing is lost with it.
/// </summary>
/// <remarks>
/// A commit is written here after SQLite has synced it and before it is acknowledged, without a sync of its own: it survives the death of
/// the process, and a power cut costs the witness and not the commit. All of its room is taken when the file is made, so that what
/// SQLite refuses on a full disk can be kept and synced here. Two heads take turns; each proves itself.
/// </remarks>
internal sealed class RedoFile : IDisposable
{
    public const int Bytes = 128 * 1024;

    public const int HeadBytes = 512;

    /// <summary>Commits leave so much of the file free, for the mark of changes that do not fit.</summary>
    private const int MarkBytes = 512;

    private const int SlotBytes = 64;
    private const long Magic = 0x6F64655277466843;

    private readonly SafeFileHandle _file;
    private IReadOnlyList<StoreChange> _kept;
    private long _base;
    private int _end;

    private RedoFile(SafeFileHandle file, RedoContent content)
    {
        _file = file;
        _base = content.Base;
        _end = content.End;
        _kept = content.Kept?.Changes ?? [];
    }

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Reads without changing anything. Never fails: a file that cannot be read says nothing.</summary>
    public static RedoContent Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            return new RedoContent { Exists = File.Exists(path), IsDamaged = File.Exists(path) };
        }

        if (Heads(bytes).MaxBy(head => (head.Base, head.Last)) is not { } head)
        {
            return new RedoContent { Exists = true, IsDamaged = bytes.AsSpan().ContainsAnyExcept((byte)0) };
        }

        return ReadRecords(bytes, head);
    }

    /// <summary>Opens the file to be written on; makes it, with all its room, where there is none.</summary>
    /// <param name="content">What it says now.</param>
    /// <exception cref="IOException">It cannot be written, or there is no room for it.</exception>
    public static RedoFile Open(string path, RedoContent content)
    {
        StoreAccess.MakeFile(path);
        var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            if (RandomAccess.GetLength(file) < Bytes)
            {
                TakeRoom(file);
            }

            return new RedoFile(file, content);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Everything up to this commit is in the database file, and starts over.</summary>
    public void Reset(long commit)
    {
        (_base, _end) = (commit, HeadBytes);
        WriteHead(commit);
        Disk.Sync(_file);
    }

    /// <summary>A commit is done.</summary>
    /// <returns>False where there was no room for what it changed: only its number is written down.</returns>
    public bool Append(long commit, IReadOnlyList<StoreChange> changes)
    {
        var record = RedoRecord.Encode(commit, isKept: false, Now, changes);
        _kept = [];
        if (Write(record, Bytes - MarkBytes))
        {
            _end += record.Length;
            return true;
        }

        WriteHead(commit);
        return false;
    }

    /// <summary>Keeps changes that are refused, in the place of those kept before. Ends when they would survive a power cut.</summary>
    /// <param name="commit">The number that their commit would have.</param>
    /// <returns>Without room for them the former ones stay, marked as not the latest.</returns>
    public KeptPart Keep(long commit, IReadOnlyList<StoreChange> changes)
    {
        var kept = KeptPart.All;
        if (TryKeep(commit, changes))
        {
            _kept = changes;
        }
        else
        {
            var loss = StoreRecovery.Loss(commit, "what was refused and did not fit into the redo file is missing");
            kept = TryKeep(commit, [.. _kept, loss]) || TryKeep(commit, [loss]) ? KeptPart.MarkOnly : KeptPart.Nothing;
        }

        Disk.Sync(_file);
        return kept;
    }

    public void Dispose() => _file.Dispose();

    /// <summary>All of it or none: half a redo file would only take room from the store.</summary>
    private static void TakeRoom(SafeFileHandle file)
    {
        try
        {
            RandomAccess.Write(file, new byte[Bytes], 0);
            Disk.Sync(file);
        }
        catch (Exception refusal) when (refusal is IOException or ArgumentOutOfRangeException)
        {
            // .NET reports a limit on file sizes (EFBIG) as an argument out of range.
            RandomAccess.SetLength(file, 0);
            throw;
        }
    }

    private static RedoContent ReadRecords(byte[] bytes, RedoContent head)
    {
        var commits = new List<RedoRecord>();
        var end = HeadBytes;
        RedoRecord? kept = null;
        try
        {
            // Records behind the last one are older than the base and skipped. Behind a damaged record the search goes on.
            for (var at = end; at < bytes.Length && kept is null; at++)
            {
                if (RedoRecord.Decode(bytes.AsSpan(at)) is not { } record || record.Commit <= (commits.Count > 0 ? commits[^1].Commit : head.Base))
                {
                    continue;
                }

                kept = record.IsKept ? record : null;
                if (kept is null)
                {
                    commits.Add(record);
                    end = at + record.Length;
                    at = end - 1;
                }
            }
        }
        catch (Exception damage) when (damage is IOException or InvalidDataException or FormatException or ArgumentException)
        {
            // Proven by its sum and yet not to be read: written by another version. What came before it counts.
        }

        var isLater = commits.Count > 0 && commits[^1].Commit > head.Last;
        return head with
        {
            Last = isLater ? commits[^1].Commit : head.Last,
            LastAt = isLater ? RedoRecord.At(commits[^1].AtMs) : head.LastAt,
            Commits = commits,
            Kept = kept,
            End = end,
        };
    }

    private static List<RedoContent> Heads(byte[] bytes)
    {
        var heads = new List<RedoContent>();
        for (var slot = 0; slot < 2 && bytes.Length >= HeadBytes; slot++)
        {
            var head = bytes.AsSpan(slot * SlotBytes, SlotBytes);
            if (BinaryPrimitives.ReadInt64LittleEndian(head) == Magic && BinaryPrimitives.ReadUInt32LittleEndian(head[32..]) == RowDigest.Add(0, head[..32]))
            {
                heads.Add(new RedoContent
                {
                    Exists = true,
                    Base = BinaryPrimitives.ReadInt64LittleEndian(head[8..]),
                    Last = BinaryPrimitives.ReadInt64LittleEndian(head[16..]),
                    LastAt = RedoRecord.At(BinaryPrimitives.ReadInt64LittleEndian(head[24..])),
                });
            }
        }

        return heads;
    }

    private bool TryKeep(long commit, IReadOnlyList<StoreChange> changes) => Write(RedoRecord.Encode(commit, isKept: true, Now, changes), Bytes);

    private bool Write(byte[] record, int room)
    {
        var fits = _end + record.Length <= room;
        if (fits)
        {
            RandomAccess.Write(_file, record, _end);
        }

        return fits;
    }

    private void WriteHead(long last)
    {
        Span<byte> head = stackalloc byte[SlotBytes];
        BinaryPrimitives.WriteInt64LittleEndian(head, Magic);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], _base);
        BinaryPrimitives.WriteInt64LittleEndian(head[16..], last);
        BinaryPrimitives.WriteInt64LittleEndian(head[24..], Now);
        BinaryPrimitives.WriteUInt32LittleEndian(head[32..], RowDigest.Add(0, head[..32]));
        RandomAccess.Write(_file, head, (last & 1) * SlotBytes);
    }
}
