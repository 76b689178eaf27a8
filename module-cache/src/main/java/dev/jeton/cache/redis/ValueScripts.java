package dev.jeton.cache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jeton.cache.values.ByteValues;
import dev.jeton.cache.values.Marker;

/**
 * What the server does with a value in one step. Each script has one key, so all of them work in a cluster too. Errors are
 * returned and not raised: a script that fails hides the server's own word for it from version 6.
 */
final class ValueScripts {

    /** How {@code head} begins with every script that has to tell a marker from a value; an error where it is no string. */
    private static final String HEAD = "local head = redis.pcall('getrange', KEYS[1], 0, MARKER_END)\n";

    /** Its time to live and no more of it than our longest value and a byte; false where there is none. */
    static final byte[] FIND = script("""
            local value = redis.pcall('getrange', KEYS[1], 0, LONGEST)
            if type(value) == 'table' then return value end
            if value == '' then return false end
            return {redis.call('pttl', KEYS[1]), value}
            """);

    /** Value, milliseconds, and 1 where the value is a marker, which yields to everything. */
    static final byte[] SET_IF_ABSENT = script(HEAD + """
            local answer
            if head == 'MARKER' and ARGV[3] == '0' then
              answer = redis.pcall('set', KEYS[1], ARGV[1], 'PX', ARGV[2])
            else
              answer = redis.pcall('set', KEYS[1], ARGV[1], 'PX', ARGV[2], 'NX')
            end
            if not answer then return 0 end
            if answer.err then return answer end
            return 1
            """);

    /** What is expected, value, milliseconds; an empty value deletes. What has another length is not even read. */
    static final byte[] REPLACE_IF_EQUAL = script("""
            local size = redis.pcall('strlen', KEYS[1])
            if type(size) == 'table' then
              if string.find(size.err, 'WRONGTYPE') then return 0 end
              return size
            end
            if size ~= #ARGV[1] or redis.call('get', KEYS[1]) ~= ARGV[1] then return 0 end
            local answer
            if ARGV[2] == '' then
              answer = redis.pcall('unlink', KEYS[1])
            else
              answer = redis.pcall('set', KEYS[1], ARGV[2], 'PX', ARGV[3])
            end
            if type(answer) == 'table' and answer.err then return answer end
            return 1
            """);

    /** Whatever its type. */
    static final byte[] DELETE = script(HEAD + """
            local deleted = redis.pcall('unlink', KEYS[1])
            if head == 'MARKER' then return 0 end
            return deleted
            """);

    /** Milliseconds. A counter that somebody has left without an end is given one. */
    static final byte[] INCREMENT = script("""
            local count = redis.pcall('incr', KEYS[1])
            if type(count) == 'table' then
              local foreign = string.find(count.err, 'WRONGTYPE') or string.find(count.err, 'not an integer')
                or string.find(count.err, 'overflow')
              if not foreign then return count end
              local answer = redis.pcall('set', KEYS[1], '1', 'PX', ARGV[1])
              if answer.err then return answer end
              return 1
            end
            if redis.call('pttl', KEYS[1]) < 0 then redis.call('pexpire', KEYS[1], ARGV[1]) end
            return count
            """);

    private ValueScripts() {}

    private static byte[] script(String text) {
        return text.replace("LONGEST", Integer.toString(ByteValues.LONGEST))
                .replace("MARKER_END", Integer.toString(Marker.PREFIX.length() - 1))
                .replace("MARKER", Marker.PREFIX)
                .getBytes(UTF_8);
    }
}
